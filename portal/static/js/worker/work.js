// When the worker works: as soon as it can, for every page that is open, and whenever there is a connection again.
(() => {
  "use strict";
  const tell = async () => {
    const reports = await veu.all();
    const sent = reports.filter(({ state }) => state === "sent").length;
    const open = reports.filter(({ state }) => state === "open").length; // not finished: a person has still to press
    const counts = { sent, waiting: reports.length - sent - open };
    for (const client of await clients.matchAll()) client.postMessage(counts);
  };

  const sendAll = async () => {
    const left = await veu.send();
    await tell();
    if (left) throw new Error("not all is sent"); // so that the browser tries again
  };

  // What a person has sent by hand does not wait any more: it is known by its draft, or by its key.
  const dropSent = async (sent) => {
    for (const { draft, key, state } of await veu.all()) {
      if (state !== "sent" && (sent.includes(draft) || sent.includes(key))) await veu.drop(key);
    }
    await tell();
  };

  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
  });
  addEventListener("sync", (event) => event.waitUntil(sendAll()));

  // A page says which language to "keep", and what was "sent"; in any case, what waits is sent.
  addEventListener("message", (event) => {
    const { keep, sent } = event.data;
    const work = [dropSent(sent ?? []).then(sendAll)];
    if (keep) work.push(veu.precache(keep));
    event.waitUntil(Promise.allSettled(work));
  });
})();
