// A refused form is sent once more as a browser does it, so that the page that says why is seen whole, with what was
// typed. A refusal changed nothing, so nothing happens twice. A 422 is the form itself and stays in its place.
(() => {
  "use strict";

  document.addEventListener("htmx:before:response", (event) => {
    const { request, response } = event.detail.ctx;
    const refused = response.status >= 400 && response.status < 500 && response.status !== 422;
    if (!refused || request.method !== "POST" || !request.form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    HTMLFormElement.prototype.submit.call(request.form);
  });
})();
