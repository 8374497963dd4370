// Sends what waits, one report after the other. The key that was drawn on this phone goes with each, so that a report
// whose answer was lost is not filed twice: the city gives the same receipt again.
(() => {
  "use strict";
  const PATIENCE = 120_000;
  const FOR_A_PERSON = [413, 422]; // too large, or something is missing: to try again would not help

  const receiptOf = async (answer) => {
    const { reference, code } = await answer.json();
    if (!reference || !code) throw new TypeError("no receipt");
    return { reference, code };
  };

  const attempt = async ({ key, draft, fields, language }) => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("key", key);
    if (draft) body.set("draft", draft);
    const answer = await fetch(`/${language}/report/offline`, {
      method: "POST",
      body,
      credentials: "omit",
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) {
      const receipt = await receiptOf(answer);
      await veu.settle(key, () => ({ key, until: Date.now() + veu.KEPT, language, receipt, state: "sent" }));
    } else if (FOR_A_PERSON.includes(answer.status)) {
      await veu.settle(key, (report) => ({ ...report, state: "refused" }));
    }
  };

  // Of all pages and the worker, one sends at a time; each looks anew at what still waits.
  veu.send = () =>
    navigator.locks.request("veu-queue", async () => {
      for (const report of await veu.all()) {
        if (report.state !== "waiting") continue;
        try {
          await attempt(report);
        } catch {
          // No connection, or no answer of ours: it waits on.
        }
      }
      return (await veu.all()).filter((report) => report.state === "waiting").length;
    });

  // The browser tells the worker when there is a connection again, even if no page is open. Not every browser can.
  veu.later = async () => {
    const registration = await navigator.serviceWorker?.ready.catch(() => null);
    await registration?.sync?.register("reports").catch(() => null);
  };
})();
