// How many characters are left, from three quarters of the limit on: seen at once, said a second after the last key.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const language = `${document.documentElement.lang}-u-nu-latn`;
  for (const box of document.querySelectorAll("[data-count-to]")) {
    const most = +box.dataset.countTo;
    const forms = document.getElementById(`${box.id}-count`);
    const shown = document.createElement("p");
    shown.className = "hint";
    shown.ariaHidden = true;
    let pause;
    const count = () => {
      const length = [...box.value].length; // code points, as the city counts them
      const kind = length > most ? "over" : "left";
      const n = Math.abs(most - length);
      const form = new Intl.PluralRules(language).select(n);
      const said = forms.getAttribute(`data-${kind}-${form}`) ?? forms.getAttribute(`data-${kind}-other`);
      shown.textContent = length < most * 0.75 ? "" : said.replace("#", n.toLocaleString(language));
      shown.hidden = !shown.textContent;
    };
    count();
    box.after(shown);
    box.addEventListener("input", () => {
      count();
      clearTimeout(pause);
      pause = setTimeout(() => (live.textContent = shown.textContent), 1000);
    });
  }
})();
