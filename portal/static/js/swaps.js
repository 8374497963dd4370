// After a part of the page was swapped: the focus is somewhere sensible, and one sentence is said.
// It holds no words and makes no HTML: both come from the page.
(() => {
  "use strict";

  // htmx writes what the server answered. Under Trusted Types it needs a policy for that, and may make this one only.
  if (window.trustedTypes) {
    const policy = trustedTypes.createPolicy("htmx", { createHTML: (html) => html });
    htmx.registerExtension("trusted", { init: (api) => api.initSecurity(policy) });
  }

  const say = (text) => {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  };

  const inside = (part, selector) => (part.matches(selector) ? part : part.querySelector(selector));

  // What was pressed is gone after the swap, and a button that is being sent loses the focus: both are remembered.
  let pressed = null;
  let held = null;

  // A link to another page of a list leads to its heading, which is read out. All else keeps the focus where it was
  // (htmx finds the same id again, if it was not disabled meanwhile) and says what is new.
  const settled = (part) => {
    const isLost = document.activeElement === document.body;
    const heading = inside(part, "[data-focus]");
    if (heading && (isLost || pressed?.matches("[data-to-heading]"))) {
      heading.focus();
      return;
    }
    if (isLost && held?.id) document.getElementById(held.id)?.focus();
    const news = inside(part, "[data-say]");
    if (news) say(news.textContent.trim());
  };

  // The note has its place beside the live region, outside whatever is swapped; it is shown where somebody pressed.
  const note = () => document.getElementById("lost");
  const found = () => {
    note().hidden = true;
    document.getElementById("live").after(note());
  };

  document.addEventListener("htmx:before:request", (event) => {
    pressed = event.detail.ctx.sourceElement;
    held = document.activeElement;
    found();
    say("");
  });

  const show = () => {
    if (pressed === document.body) document.getElementById("main").prepend(note());
    else if (pressed.closest("form")) pressed.closest("form").append(note());
    else pressed.after(note());
    note().hidden = false;
  };

  // A page that was asked for is one link away. A form stays as it is, so that its button sends it again.
  const lost = (request) => {
    const isPage = request.method === "GET";
    document.getElementById("lost-page").hidden = !isPage;
    document.getElementById("lost-form").hidden = isPage;
    if (isPage) document.getElementById("try-again").href = request.action;
    show();
    say(document.getElementById(isPage ? "lost-words" : "lost-form").textContent);
    setTimeout(() => held.focus()); // htmx enables the button again when this event is over
  };

  // A page that says what went wrong is a whole page: it must not land inside this one. 422 is a form, and does.
  // A refusal changed nothing, so it is asked for once more as a browser does it, with what was typed, and seen whole.
  document.addEventListener("htmx:before:response", (event) => {
    const { request, response } = event.detail.ctx;
    if (response.status < 400 || response.status === 422) return;
    event.preventDefault();
    if (response.status >= 500) lost(request);
    else if (request.method === "GET") location.assign(request.action);
    else HTMLFormElement.prototype.submit.call(request.form);
  });

  document.addEventListener("htmx:error", (event) => {
    const request = event.detail.ctx?.request;
    if (request) lost(request);
  });

  // Back and Forward bring a whole page: then the focus stays at the top, as it would without a script.
  document.addEventListener("htmx:after:settle", (event) => {
    if (event.target === document.body) return;
    settled(event.target);
  });
})();
