"""Target sizes: what is pressed is large enough for any finger."""

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

PRIMARY_PX, LEAST_PX = 44.0, 24.0
# A radio's or a box's target is its label as well; a link in a sentence is measured by its own line.
SMALL = """({primary, least}) => {
  const found = [];
  const main = "button, .btn, select, textarea, summary, .choice label, .menu a, .brand, " +
    "input:not([type=hidden], [type=radio], [type=checkbox])";
  for (const el of every()) {
    if (!focusable(el) || heardOnly(el) || el.matches("main, .tw, [tabindex]:not(a, button)")) continue;
    const label = el.labels && el.labels[0];
    const isChoice = el.type === "radio" || el.type === "checkbox";
    const box = (isChoice && label && shown(label) ? label : el).getBoundingClientRect();
    const wanted = el.matches(main) || isChoice && el.closest(".choice") ? primary : least;
    if (box.height < wanted - .5 || box.width < least - .5)
      found.push(`${told(el)} is ${Math.round(box.width)} by ${Math.round(box.height)} px, not ${wanted}`);
  }
  return found;
}"""


def check_targets(page: Page, *, primary: float = PRIMARY_PX, least: float = LEAST_PX) -> None:
    """Buttons, fields, choices and the menu are 44 px high or more, everything else 24. Source: SC 2.5.8."""
    complain(page, "targets are too small", ask(page, SMALL, {"primary": primary, "least": least}))
