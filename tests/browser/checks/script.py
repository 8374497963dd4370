"""The few questions that checks ask inside the page, in the page's own language."""

from typing import Any

from playwright.sync_api import Page

COMMON = """
const told = (el) => {
  const steps = [];
  for (let up = el; up && up !== document.body && steps.length < 4; up = up.parentElement) {
    steps.unshift(up.localName + (up.id ? "#" + up.id : up.classList.length ? "." + [...up.classList].join(".") : ""));
    if (up.id) break;
  }
  const words = (el.textContent || el.value || "").trim().replace(/\\s+/g, " ").slice(0, 40);
  return steps.join(" > ") + (words ? ` “${words}”` : "");
};
const clipped = (el) => el !== null && (getComputedStyle(el).clipPath === "inset(50%)" || clipped(el.parentElement));
const heardOnly = (el) => el.closest(".skip") !== null || clipped(el);
const folded = (el) => {
  const fold = el.closest("details:not([open])");
  return fold !== null && el.closest("summary") === null;
};
const shown = (el) => !folded(el) && el.getClientRects().length > 0 && getComputedStyle(el).visibility === "visible";
const focusable = (el) => {
  if (!shown(el) || el.disabled || el.closest("[inert]") || el.getAttribute("tabindex") < 0) return false;
  return el.matches("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], iframe, " +
    "audio[controls], video[controls], [contenteditable=true]");
};
const every = () => [...document.querySelectorAll("body *")];
// One set of radios is one stop of the keyboard.
const stopOf = (el) => {
  if (!el || el === document.body) return "body";
  return el.type === "radio" ? `radio ${[...document.forms].indexOf(el.form)} ${el.name}` : String(every().indexOf(el));
};
"""


def ask(page: Page, question: str, argument: object = None) -> Any:
    """Evaluate an arrow function in the page, with the common words at hand."""
    return page.evaluate(f"(argument) => {{ {COMMON} return ({question})(argument); }}", argument)


def complain(page: Page, what: str, faults: list[str]) -> None:
    """Fail with every fault, if there is any."""
    shown = "\n  ".join(dict.fromkeys(faults))
    assert not faults, f"{what} ({page.url}, {page.viewport_size}):\n  {shown}"
