"""Target sizes: what is pressed is large enough for any finger."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

PRIMARY_PX, LEAST_PX = 44.0, 24.0
# A radio's or a box's target is its label as well; a link in a sentence is measured by its own line.
SIZES = """() => {
  const found = [];
  const main = "button, .btn, select, textarea, summary, .choice label, .menu a, .brand, " +
    "input:not([type=hidden], [type=radio], [type=checkbox])";
  for (const el of every()) {
    if (!focusable(el) || heardOnly(el) || el.matches("main, .tw, [tabindex]:not(a, button)")) continue;
    const label = el.labels && el.labels[0];
    const isChoice = el.type === "radio" || el.type === "checkbox";
    const box = (isChoice && label && shown(label) ? label : el).getBoundingClientRect();
    const primary = Boolean(el.matches(main) || isChoice && el.closest(".choice"));
    found.push({what: told(el), width: box.width, height: box.height, primary});
  }
  return found;
}"""


def sizes(page: Page) -> list[dict[str, Any]]:
    """Each target of the page: what it is, its width and height, and whether it is a primary one."""
    return list(ask(page, SIZES))


def check_targets(page: Page, *, primary: float = PRIMARY_PX, least: float = LEAST_PX) -> None:
    """Buttons, fields, choices and the menu are 44 px high or more, everything else 24. Source: SC 2.5.8."""
    faults = [
        f"{each['what']} is {each['width']:.0f} by {each['height']:.0f} px, not {wanted:.0f}"
        for each in sizes(page)
        if each["height"] < (wanted := primary if each["primary"] else least) - 0.5 or each["width"] < least - 0.5
    ]
    complain(page, "targets are too small", faults)
