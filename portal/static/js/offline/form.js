// The form that works without a connection: it is kept on this phone first, whatever happens next.
(() => {
  "use strict";
  const form = document.getElementById("offline");
  if (!form) return;
  const part = (id) => document.getElementById(id);
  // Each step, and how many of the parts were answered before it.
  const BEFORE = {
    "problem/words": 1, "problem/photos": 2, place: 3, "personal/problem": 3, which: 4, "personal/place": 4, nearby: 4, check: 4,
  };
  const STEP = /\/report\/([\w=-]+)\/([\w/]+)$/;
  let begun = { key: veu.newKey() };
  let answered = 0;

  const put = (name, value) => {
    const control = form.elements[name];
    if (value instanceof File) {
      const files = new DataTransfer();
      for (const each of [...(control?.files ?? []), value]) files.items.add(each);
      if (control) control.files = files.files;
    } else if (control) {
      control.value = value;
    }
  };

  // Goes on with a report: what was typed stands in its place, and what the city has already is not asked again.
  const goOn = async () => {
    const [, draft, step] = STEP.exec(location.pathname) ?? []; // a page of that draft was asked for, and did not come
    const found = (await veu.read(location.hash.slice(1))) ?? { ...begun, draft, step };
    if (found.state === "sent") return;
    begun = found;
    for (const [name, value] of found.fields ?? []) put(name, value);
    answered = (found.draft && BEFORE[found.step]) || 0;
    const parts = [part("category").closest(".f"), part("part-words"), part("part-problem"), part("part-place")];
    parts.forEach((each, place) => (each.hidden = place < answered));
    part("earlier").hidden = !answered;
  };

  const missing = () => {
    const said = (name) => String(form.elements[name]?.value ?? "").trim();
    const lacks = [];
    if (answered < 1 && !said("category")) lacks.push("category");
    if (answered < 4 && !said("place") && !said("district")) lacks.push("place");
    if (!said("public")) lacks.push("public");
    return lacks;
  };

  // The sentence of the summary stands beside its question, too, and is read out with it.
  const beside = (line, lacks) => {
    const id = `${line.dataset.of}-error`;
    part(id)?.remove();
    const control = part(line.dataset.of);
    const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
    control.closest(".f").classList.toggle("bad", lacks);
    if (control.tagName !== "FIELDSET") control.ariaInvalid = lacks ? "true" : null;
    if (lacks) {
      const error = document.createElement("p");
      error.id = id;
      error.className = "err";
      error.textContent = line.textContent;
      described.push(id);
      (control.querySelector(".choices") ?? control).before(error);
    }
    control.setAttribute("aria-describedby", described.join(" "));
  };

  const title = document.title;
  const complain = (lacks) => {
    part("errors")?.remove();
    const rows = part("missing");
    const box = rows.content.cloneNode(true);
    for (const line of box.querySelectorAll("li")) {
      const isMissing = lacks.includes(line.dataset.of);
      beside(line, isMissing);
      if (!isMissing) line.remove();
    }
    document.title = title;
    if (!lacks.length) return;
    document.title = `${rows.dataset.error} ${title}`;
    document.querySelector("h1").before(box);
    part("errors").focus();
  };

  const kind = () => form.querySelector("[name=category]:checked + label span")?.firstChild.textContent.trim();

  const kept = () => {
    const others = (begun.fields ?? []).filter(([name]) => !form.elements[name]); // such as what a photo shows
    const fields = [...others, ...new FormData(form)].filter(([name, value]) => {
      const isEmpty = value instanceof File ? !value.size : !value;
      return !isEmpty && name !== "csrf";
    });
    const about = form.elements.words.value.trim() || kind() || begun.about || "";
    return { ...begun, fields, about, state: "waiting", language: location.pathname.slice(1, 3) };
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const lacks = missing();
    complain(lacks);
    if (lacks.length) return;
    await veu.keep(kept());
    await Promise.race([veu.later(), new Promise((done) => setTimeout(done, 500))]);
    location.assign(`/${location.pathname.slice(1, 3)}/report/waiting#saved`);
  });

  goOn();
})();
