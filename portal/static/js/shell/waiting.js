// Says on a page that something waits on this phone, or was sent from it, and where: the worker has counted it.
(() => {
  "use strict";
  const note = document.getElementById("waiting");
  const worker = navigator.serviceWorker;
  if (!note || !worker) return;
  worker.addEventListener("message", ({ data }) => {
    note.hidden = !data.waiting;
    note.querySelector("bdi").textContent = `(${data.waiting})`;
    document.getElementById("arrived").hidden = !data.sent;
  });
  worker.startMessages();
  worker.controller?.postMessage({});
})();
