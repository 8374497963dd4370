// What leaves this phone by a press on a page: a draft that is thrown away with all that is kept of it, and, when somebody
// is done, every receipt: nobody after them finds one. What still waits to be sent stays.
(() => {
  "use strict";
  const THROWN = /^\/[a-z]{2}\/report\/([\w=-]+)\/discard$/;
  const DONE = /^\/[a-z]{2}\/track\/done$/;

  const forget = async (form, draft) => {
    const isDone = !draft || form.has("receipt");
    for (const each of await veu.all()) {
      const isOfIt = draft && (each.draft === draft || each.key === form.get("key"));
      if (isOfIt || (isDone && each.state === "sent")) await veu.drop(each.key);
    }
  };

  // The press goes to the city by itself: it need not arrive for the phone to forget.
  addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin || request.method !== "POST" || !request.referrer.startsWith(`${origin}/`)) return;
    const thrown = THROWN.exec(pathname);
    if (!thrown && !DONE.test(pathname)) return;
    event.waitUntil(request.clone().formData().then((form) => forget(form, thrown?.[1])));
  });
})();
