/* "Tell me on this phone": shown where the browser can, and sent to us only after the person has pressed and agreed. */
(function () {
  "use strict";
  var box = document.getElementById("push-box"), worker = navigator.serviceWorker;
  if (!box || !worker || !window.PushManager) return;
  worker.ready.then(function (registration) {
    var form = box.querySelector("form"), said = document.getElementById("push-said"), without = document.getElementById("push-without");
    if (without) without.hidden = true;
    box.hidden = false;
    function say(words) { said.textContent = words; }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: box.dataset.key })
        .then(function (found) {
          var body = new URLSearchParams(new FormData(form)), keys = found.toJSON().keys;
          body.set("endpoint", found.endpoint);
          body.set("p256dh", keys.p256dh);
          body.set("auth", keys.auth);
          return fetch(form.action, { method: "POST", body: body });
        })
        .then(function (answer) { say(answer.status === 204 ? box.dataset.done : box.dataset.failed); })
        .catch(function () { say(box.dataset.failed); });
    });
  });
})();
