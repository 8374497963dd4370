// What this phone keeps for later: two pages of one language, and the files that they name. No other page is ever kept.
(() => {
  "use strict";
  const NAME = "veu-pages";
  const FILES = /\/static\/[\w.]+/g;

  const paths = (language) => [`/${language}/report/offline`, `/${language}/report/waiting`];

  // A page is put only after the files that it names, and what no page names any more is removed.
  veu.precache = async (language) => {
    const cache = await caches.open(NAME);
    const answers = await Promise.all(
      paths(language).map((path) => fetch(path, { credentials: "omit", cache: "no-cache" })),
    );
    if (!answers.every((answer) => answer.ok && !answer.redirected)) return;
    const texts = await Promise.all(answers.map((answer) => answer.clone().text()));
    const files = new Set(texts.flatMap((text) => text.match(FILES) ?? []));
    for (const file of files) if (!(await cache.match(file))) await cache.add(file);
    await Promise.all(answers.map((answer, place) => cache.put(paths(language)[place], answer)));
    const kept = new Set([...paths(language), ...files]);
    for (const request of await cache.keys()) {
      if (!kept.has(new URL(request.url).pathname)) await cache.delete(request);
    }
  };

  veu.kept = async (path) => (await caches.open(NAME)).match(path);

  veu.pageFor = async (path, language) => {
    const [form, list] = paths(language);
    return (await veu.kept(path === list ? list : form)) ?? Response.error();
  };
})();
