/* News on a phone: one sentence, and the page on which the tracking code opens the report. */
(function () {
  "use strict";
  self.addEventListener("push", function (event) {
    var said = event.data && event.data.json();
    if (!said) return;
    event.waitUntil(self.registration.showNotification(said.title, {
      body: said.body, lang: said.lang, dir: said.dir, tag: "news", data: said.url
    }));
  });
  self.addEventListener("notificationclick", function (event) {
    var to = new URL(event.notification.data || "/", self.location.origin);
    event.notification.close();
    if (to.origin === self.location.origin) event.waitUntil(self.clients.openWindow(to.href));
  });
})();
