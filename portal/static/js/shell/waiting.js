// Says on a page that something waits on this phone, and where: the worker has counted it.
(() => {
  "use strict";
  const note = document.getElementById("waiting");
  const worker = navigator.serviceWorker;
  if (!note || !worker) return;
  worker.addEventListener("message", ({ data }) => {
    note.hidden = !data;
    note.querySelector("span").textContent = data;
  });
  worker.startMessages();
  worker.controller?.postMessage({});
})();
