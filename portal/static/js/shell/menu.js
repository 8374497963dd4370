// Escape closes the menu that is open, and the focus goes back to what opened it.
(() => {
  "use strict";

  const close = (menu) => {
    if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.open = false;
  };

  const closeAll = () => document.querySelectorAll("header details[open]").forEach(close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && closeAll());
})();
