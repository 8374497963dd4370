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

  // A link to another page of a list leads to its heading, which is read out. All else keeps the focus where it was
  // (htmx finds the same id again) and says what is new.
  const settled = (part, source) => {
    const heading = inside(part, "[data-focus]");
    if (heading && (document.activeElement === document.body || source?.matches("[data-to-heading]"))) {
      heading.focus();
      return;
    }
    const news = inside(part, "[data-say]");
    if (news) say(news.textContent.trim());
  };

  const lost = (address) => {
    const note = document.getElementById("lost");
    if (!note) return;
    if (address) document.getElementById("try-again").href = address;
    note.hidden = false;
    say(document.getElementById("lost-words").textContent);
  };

  const found = () => {
    const note = document.getElementById("lost");
    if (note) note.hidden = true;
  };

  // What was pressed is gone after the swap, so it is remembered before.
  let pressed = null;

  document.addEventListener("htmx:before:request", (event) => {
    pressed = event.detail.ctx.sourceElement;
    say("");
  });

  // A page that says what went wrong is a whole page: it must not land inside this one. 422 is a form, and does.
  document.addEventListener("htmx:before:response", (event) => {
    const ctx = event.detail.ctx;
    if (ctx.response.status < 400 || ctx.response.status === 422) return;
    event.preventDefault();
    lost(ctx.request.method === "GET" ? ctx.request.action : null);
  });

  document.addEventListener("htmx:error", (event) => {
    const request = event.detail.ctx?.request;
    if (request) lost(request.method === "GET" ? request.action : null);
  });

  // Back and Forward bring a whole page: then the focus stays at the top, as it would without a script.
  document.addEventListener("htmx:after:settle", (event) => {
    if (event.target === document.body) return;
    found();
    settled(event.target, pressed);
  });
})();
