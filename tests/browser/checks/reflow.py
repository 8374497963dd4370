"""P1 to P3: everything fits a narrow page, twice the text, and wider spacing."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

# Source: WCAG 2.2 SC 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
ADOPT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}"""
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const found = document.scrollingElement.scrollWidth > wide + 1
    ? [`the page is ${document.scrollingElement.scrollWidth} px wide in a window of ${wide}`] : [];
  for (const el of every()) {
    if (!shown(el) || heardOnly(el) || el.closest("svg") && el.localName !== "svg") continue;
    const scroller = el.closest(".tw, .map-box, .cover"); // a table, a map or a photo may be wider than its frame
    if (scroller && scroller !== el) continue;
    const box = el.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1))
      found.push(`${told(el)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${wide}`);
  }
  for (const el of document.querySelectorAll("li")) {
    const style = getComputedStyle(el);
    const marked = style.display === "list-item" && style.listStyleType !== "none";
    const hangs = marked && style.listStylePosition === "outside";
    const room = parseFloat(getComputedStyle(el.parentElement).paddingInlineStart);
    if (hangs && shown(el) && room < 16) found.push(`the mark of ${told(el)} hangs out of its list`);
  }
  return found;
}"""
BEYOND = "Math.max(0, document.scrollingElement.scrollWidth - document.documentElement.clientWidth)"
CLIPPED = """() => {
  const found = [];
  for (const el of every()) {
    const style = getComputedStyle(el);
    const cuts = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
    if (!cuts || !shown(el) || heardOnly(el) || el.closest("svg, .map-box") || !el.textContent.trim()) continue;
    const cut = el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1;
    if (cut) found.push(`${told(el)} is cut off`);
  }
  for (const el of document.querySelectorAll("button, a, select, label, legend, h1, h2, h3, p, li, td, th")) {
    const style = getComputedStyle(el);
    if (style.display === "inline" || !shown(el) || heardOnly(el) || el.closest(".tw")) continue;
    const spills = el.scrollWidth > el.clientWidth + 1 && style.overflowX === "visible";
    if (spills) found.push(`${told(el)} spills over its edge`);
  }
  return found;
}"""


def check_reflow(page: Page) -> None:
    """P1: nothing needs scrolling sideways, apart from what is in a box of its own (`.tw`). Source: SC 1.4.10."""
    complain(page, "the page does not fit its window", ask(page, OVERFLOWING))


def overflow_px(page: Page) -> int:
    """How far the page reaches beyond its window, in CSS pixels."""
    return int(page.evaluate(BEYOND))


def check_orientation(page: Page) -> None:
    """P4: held either way, the page fits and says the same; then it is held as before. Source: SC 1.3.4."""
    size = page.viewport_size
    assert size
    said = page.inner_text("body")
    try:
        page.set_viewport_size({"width": size["height"], "height": size["width"]})
        check_reflow(page)
        turned = page.inner_text("body")
    finally:
        page.set_viewport_size(size)
    missing = [line for line in said.splitlines() if line.strip() and line not in turned.splitlines()]
    complain(page, "turned round, the page leaves something out", missing)


def check_nothing_clipped(page: Page) -> None:
    """Nothing with text in it is cut off or spills over its own edge. Source: SC 1.4.4, 1.4.12."""
    complain(page, "text is cut off", ask(page, CLIPPED))


def check_large_text(page: Page, percent: int = 200) -> None:
    """P2: with a browser whose text is set to 200 %, the page still fits and shows everything; then set it back."""
    with large_text(page, percent):
        check_reflow(page)
        check_nothing_clipped(page)


@contextmanager
def large_text(page: Page, percent: int = 200) -> Iterator[None]:
    """Set the browser's text to this size until the block ends."""
    set_text_size(page, percent)
    try:
        yield
    finally:
        set_text_size(page, 100)


def set_text_size(page: Page, percent: int) -> None:
    """Set the browser's own text size, as a reader does: the page's `rem` and media queries in `em` follow."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}})
    session.detach()


def check_text_spacing(page: Page) -> None:
    """P3: with the spacing of WCAG 1.4.12 the page still fits and shows everything; then take it off again."""
    with spaced_text(page):
        check_reflow(page)
        check_nothing_clipped(page)


@contextmanager
def spaced_text(page: Page) -> Iterator[None]:
    """Space the text as WCAG 1.4.12 asks until the block ends.

    The sheet comes in through the object model, which no content security policy forbids to a reader.
    """
    before = page.evaluate("document.adoptedStyleSheets.length")
    page.evaluate(ADOPT, SPACING)
    try:
        yield
    finally:
        page.evaluate("(length) => { document.adoptedStyleSheets.length = length; }", before)
