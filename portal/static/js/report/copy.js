// Copies the tracking code, where a browser lets a page do that; where a person has said no, it is marked.
(() => {
  "use strict";
  const button = document.getElementById("copy");
  if (!button || !navigator.clipboard) return;
  const code = document.querySelector(".code bdi");
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(code.textContent).then(
      () => (document.getElementById("live").textContent = button.textContent = button.dataset.done),
      () => getSelection().selectAllChildren(code),
    );
  });
})();
