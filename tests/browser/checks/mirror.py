"""P9: a page in a right-to-left language is the mirror image of the same page in another."""

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

# Boxes whose place follows from the direction alone: not text in a line, not drawings, not parts with their own
# direction, not what only a screen reader hears.
BOXES = """() => {
  const wide = document.documentElement.clientWidth;
  const sized = (el) => {  // its place hangs on the length of a text: it, or what holds it, is as wide as its content
    for (let up = el; up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (/flex/.test(getComputedStyle(up.parentElement).display) || /inline/.test(style.display)) return true;
      if (style.position === "absolute" || style.float !== "none") return true;
    }
    return false;
  };
  return every().map((el) => {
    const style = getComputedStyle(el);
    const beside = [...el.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const inLine = el.parentElement.closest("a, b, bdi, label, legend, mark, p, small, span, strong, summary, td, th");
    const own = el.parentElement.closest("[dir]");
    const skip = !shown(el) || heardOnly(el) || style.display.startsWith("inline") && (beside || inLine) ||
      style.display === "contents" || el.closest("svg, bdi, [data-ugc]") || own && own !== document.documentElement ||
      style.display === "inline";
    const box = el.getBoundingClientRect();
    return {tag: el.localName, display: style.display, told: told(el), skip: Boolean(skip),
      flows: /^(block|grid|flex|table|list-item|flow-root)$/.test(style.display) && style.position === "static" &&
        !el.closest("table") && !sized(el),
      start: box.left, end: wide - box.right};
  });
}"""
TOLERANCE = 2.0


def check_mirror(page: Page) -> None:
    """Turn the page round and compare: every box stands as far from the other side as it did; then turn it back."""
    complain(page, "the page does not mirror", [told for away, told in deviations(page) if away > TOLERANCE])


def deviations(page: Page) -> list[tuple[float, str]]:
    """Turn the page round: how far each box then stands from where its mirror would be; then turn it back."""
    before = ask(page, BOXES)
    page.evaluate("document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'")
    try:
        after = ask(page, BOXES)
    finally:
        page.evaluate("document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'")
    return [
        (
            max(abs(one["start"] - other["end"]), abs(one["end"] - other["start"])),
            f"{one['told']}: {one['start']:.0f}, {one['end']:.0f} became {other['end']:.0f}, {other['start']:.0f}",
        )
        for one, other in zip(before, after, strict=True)
        if not one["skip"]
    ]


def check_mirror_of(page: Page, other: Page) -> None:
    """Compare the same page in two languages of opposite direction, element by element.

    Texts differ in length, so only where a block begins is compared. Pages of different structure fail.
    """
    assert page.evaluate("document.dir || 'ltr'") != other.evaluate("document.dir || 'ltr'"), "both have one direction"
    one, two = ([box for box in ask(each, BOXES) if box["flows"] and not box["skip"]] for each in (page, other))
    differ = [f"{a['told']} / {b['told']}" for a, b in zip(one, two, strict=False) if a["tag"] != b["tag"]]
    assert not differ, f"{page.url} and {other.url} are not built alike: {differ[:3]}"
    assert len(one) == len(two), f"{page.url} has {len(one)} blocks, {other.url} has {len(two)}"
    faults = [
        f"{a['told']} begins at {a['start']:.0f}, its mirror {b['told']} at {b['end']:.0f}"
        for a, b in zip(one, two, strict=True)
        if abs(a["start"] - b["end"]) > TOLERANCE
    ]
    complain(other, f"the page is not the mirror of {page.url}", faults)
