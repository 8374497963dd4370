// The list of what waits on this phone, made from the page's own rows and words.
(() => {
  "use strict";
  const rows = document.getElementById("rows");
  if (!rows) return;
  const LONGEST = 80;
  const part = (id) => document.getElementById(id);
  const say = (name) => (part("live").textContent = rows.dataset[name]);
  const language = `${rows.dataset.language}-u-nu-latn`;
  const time = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });

  const [, site] = document.title.split(" – ");

  const fill = (row, name, text) => {
    for (const slot of row.querySelectorAll(`[data-${name}]`)) slot.textContent = text;
  };

  // What the city refused is sent as a form of the page, so that its answer is a page that says what to mend.
  const hand = (form, { key, draft, fields }) => {
    form.id = `mend-${key}`;
    const files = new Map();
    for (const [name, value] of [...fields, ["key", key], ["draft", draft ?? ""]]) {
      const input = files.get(name) ?? document.createElement("input");
      input.name = name;
      input.hidden = true;
      if (value instanceof File) {
        const held = files.get(name)?.held ?? new DataTransfer();
        held.items.add(value);
        input.type = "file";
        input.held = held;
        input.files = held.files;
        files.set(name, input);
      } else {
        input.type = "hidden";
        input.value = value;
      }
      form.append(input);
    }
  };

  const made = (report) => {
    const row = part(`row-${report.state}`).content.cloneNode(true);
    const about = [...(report.receipt?.reference ?? report.about)];
    const start = about.length > LONGEST ? `${about.slice(0, LONGEST).join("")}…` : about.join("");
    fill(row, "about", start || time.format(report.until));
    fill(row, "until", time.format(report.until));
    fill(row, "reference", report.receipt?.reference);
    fill(row, "code", report.receipt?.code);
    const link = row.querySelector("a.btn");
    // A template's own address is about:blank: a relative address has no parts to set before it is in the page.
    if (link) link.setAttribute("href", `${link.getAttribute("href")}#${report.key}`);
    const form = row.querySelector("form");
    if (form) hand(form, report);
    row.querySelector("[data-act=drop]")?.addEventListener("click", () => drop(report.key));
    row.querySelector("[data-act=send]")?.addEventListener("click", sendNow);
    return row;
  };

  const show = async () => {
    const reports = await veu.all();
    const waiting = reports.filter(({ state }) => state !== "sent" && state !== "open").length;
    rows.replaceChildren(...reports.map(made));
    part("many").textContent = waiting ? `(${waiting.toLocaleString(language)})` : "";
    document.title = `${document.querySelector("h1").textContent.trim()} – ${site}`;
    part("none").hidden = reports.length > 0;
    part("shared").hidden = !reports.length;
    if (!waiting) part("saved").hidden = true;
    return reports;
  };

  const counts = (reports) => ["sent", "refused"].map((state) => reports.filter((each) => each.state === state).length);

  const trySending = async (isPressed) => {
    const [sent, refused] = counts(await veu.all());
    const left = await veu.send();
    const focused = document.activeElement.closest?.("section");
    const after = counts(await show());
    if (after[0] > sent) say("sent");
    else if (after[1] > refused) say("refused");
    else if (left && isPressed) say("still");
    if (focused) (rows.querySelector("h2") ?? document.querySelector("h1")).focus();
  };

  const sendNow = () => trySending(true);

  const drop = async (key) => {
    await veu.drop(key);
    await show();
    say("gone");
    (rows.querySelector("h2") ?? document.querySelector("h1")).focus();
  };

  part("done").addEventListener("click", async () => {
    await veu.wipe();
    await show();
    say("gone");
    document.querySelector("h1").focus();
  });

  addEventListener("online", () => trySending(false));
  navigator.serviceWorker?.addEventListener("message", show);

  show().then((reports) => {
    if (location.hash === "#saved" && reports.some((report) => report.state === "waiting")) {
      part("saved").hidden = false;
      part("live").textContent = part("saved").textContent;
    }
    if (reports.some((report) => report.state === "waiting")) trySending(false);
  });
})();
