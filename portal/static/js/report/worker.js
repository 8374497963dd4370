// Lets this phone keep the form and the reports that cannot be sent. It begins when the page is there, and costs it nothing.
(() => {
  "use strict";
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;

  // A report that is sent twice because its answer was lost is known by this.
  const check = document.getElementById("check");
  if (check) {
    const key = document.createElement("input");
    key.type = "hidden";
    key.name = "key";
    key.value = crypto.randomUUID().replaceAll("-", "");
    check.append(key);
  }

  const address = { createScriptURL: () => "/sw.js" };
  const policy = window.trustedTypes?.createPolicy("worker", address) ?? address;
  addEventListener("load", async () => {
    await serviceWorker.register(policy.createScriptURL(""));
    const { active } = await serviceWorker.ready;
    const [, keep, , draft] = location.pathname.split("/");
    const key = document.querySelector("[data-sent]")?.dataset.sent;
    active.postMessage({ keep, sent: key === undefined ? [] : [draft, key] });
  });
})();
