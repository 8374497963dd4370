// Every page comes from the city. Only when nothing comes, the form that this phone has kept is shown, and what was
// just sent is kept for later.
(() => {
  "use strict";
  const LANGUAGE = /^\/([a-z]{2})\//;
  const NOT_OURS = /^\/[a-z]{2}\/(sign-|track|decide)/;
  const STEP = /^\/[a-z]{2}\/report\/(?:([\w=-]+)\/)?((?:problem|personal)\/\w+|problem|place|which|nearby|check|offline)$/;
  const OVER = /\/report\/[\w=-]+\/(sent|joined)$/; // it has arrived: nobody shall write it again, only load this page anew
  const LEADS_AWAY = ["home", "discard"];

  const page = async (event, path, language) => {
    try {
      return (await event.preloadResponse) ?? (await fetch(event.request));
    } catch {
      return OVER.test(path) ? Response.error() : veu.pageFor(path, language);
    }
  };

  const aboutOf = (form) => String(form.get("words") ?? "").trim();

  // What was typed in a step that did not arrive. Its own key goes with it, for it may have arrived after all.
  const unsent = async (form, [, draft, step], language) => {
    const key = form.get("key") || veu.newKey();
    if (step === "offline" && (await veu.read(key))) return key; // it is being mended, and waits already
    const sends = step === "check" && !["go", "take", "all"].some((name) => form.get(name));
    const fields = [...form].filter(([name, value]) => !["key", "csrf", "go"].includes(name) && value !== "" && value.size !== 0);
    const state = sends ? "waiting" : "open";
    await veu.keep({ key, language, draft, step, fields, state, about: aboutOf(form) });
    if (sends) await self.registration.sync?.register("reports").catch(() => null);
    return sends ? "" : key;
  };

  const sent = async (request, step, language) => {
    const copy = request.clone();
    try {
      return await fetch(request);
    } catch {
      const form = await copy.formData();
      const isLeaving = LEADS_AWAY.includes(form.get("go"));
      const key = isLeaving ? "" : await unsent(form, step, language);
      const to = key || isLeaving ? `offline#${key}` : "waiting#saved";
      return Response.redirect(`/${language}/report/${to}`, 303);
    }
  };

  addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return;
    const language = LANGUAGE.exec(pathname)?.[1];
    const step = STEP.exec(pathname);
    if (request.method === "GET" && pathname.startsWith("/static/")) {
      event.respondWith(veu.kept(pathname).then((kept) => kept ?? fetch(request)));
    } else if (request.mode !== "navigate" || !language || NOT_OURS.test(pathname)) {
      return;
    } else if (request.method === "GET") {
      event.respondWith(page(event, pathname, language));
    } else if (step && request.referrer.startsWith(`${origin}/`)) {
      event.respondWith(sent(request, step, language));
    }
  });
})();
