// What waits on this phone, in a database of this origin alone: each report for 72 hours at most, then it is deleted.
(() => {
  "use strict";
  const KEPT = 72 * 3600 * 1000;

  const opened = () =>
    new Promise((done, fail) => {
      const asked = indexedDB.open("veu", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("reports", { keyPath: "key" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });

  // One transaction; what it wrote is on the disk when this is over.
  const within = async (mode, act) => {
    const database = await opened();
    try {
      return await new Promise((done, fail) => {
        const transaction = database.transaction("reports", mode, { durability: "strict" });
        const answer = act(transaction.objectStore("reports"));
        transaction.oncomplete = () => done(answer?.result);
        transaction.onabort = () => fail(transaction.error);
      });
    } finally {
      database.close();
    }
  };

  const drop = (key) => within("readwrite", (reports) => reports.delete(key));

  const all = async () => {
    const found = await within("readonly", (reports) => reports.getAll());
    const over = found.filter((each) => each.until < Date.now());
    for (const each of over) await drop(each.key);
    return found.filter((each) => !over.includes(each)).sort((one, other) => one.until - other.until);
  };

  const keep = (report) => within("readwrite", (reports) => reports.put({ until: Date.now() + KEPT, ...report }));

  // What was deleted meanwhile stays deleted.
  const settle = (key, change) =>
    within("readwrite", (reports) => {
      const asked = reports.get(key);
      asked.onsuccess = () => asked.result && reports.put(change(asked.result));
    });

  const newKey = () => crypto.randomUUID().replaceAll("-", "");
  const wipe = () => within("readwrite", (reports) => reports.clear());

  self.veu = { KEPT, all, drop, keep, newKey, settle, wipe, read: (key) => within("readonly", (reports) => reports.get(key)) };
})();
