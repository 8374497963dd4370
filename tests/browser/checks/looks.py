"""P5 to P7: the reader's own colours, contrast and stillness are respected."""

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

# Edges that carry meaning must be borders or outlines: shadows and backgrounds are gone in forced colours.
FORCED = """() => {
  const found = matchMedia("(forced-colors: active)").matches ? [] : ["the browser does not force colours"];
  const edged = (style) => ["Top", "Right", "Bottom", "Left"].every((side) =>
    parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
  for (const el of document.querySelectorAll("button, .btn, input:not([type=hidden], [type=radio], [type=checkbox]), " +
      "select, textarea")) {
    if (shown(el) && !edged(getComputedStyle(el))) found.push(`${told(el)} has no edge`);
  }
  for (const el of document.querySelectorAll(".choice input:checked + label")) {
    const style = getComputedStyle(el);
    if (style.outlineStyle === "none" && style.borderStyle === "none") found.push(`${told(el)} does not look chosen`);
  }
  for (const el of every()) {
    const words = [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(el);
    const unseen = style.color === style.backgroundColor;
    if (words && shown(el) && !heardOnly(el) && unseen) found.push(`${told(el)} is unseen`);
  }
  return found;
}"""
MOVING = """() => {
  const found = document.getAnimations().filter((one) => one.playState === "running")
    .map((one) => `${one.effect?.target ? told(one.effect.target) : "something"} moves`);
  for (const el of every()) {
    const style = getComputedStyle(el);
    const lasts = (list) => list.split(",").some((time) => parseFloat(time) > 0);
    if (lasts(style.transitionDuration)) found.push(`${told(el)} changes slowly (transition)`);
    const animated = style.animationName !== "none" && lasts(style.animationDuration);
    if (animated) found.push(`${told(el)} moves (animation)`);
    if (el.matches("marquee, video[autoplay], img[src$='.gif' i]")) found.push(`${told(el)} moves`);
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("scrolling is slow");
  return found;
}"""
# Relative luminance and contrast as in accessibility.contrast; here the colours are those that the browser computed.
COLOURS = """(least) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const style = getComputedStyle(document.body);
  const [text, back] = [light(style.color), light(style.backgroundColor)];
  const ratio = (Math.max(text, back) + .05) / (Math.min(text, back) + .05);
  return {back, ratio};
}"""


def check_forced_colours(page: Page) -> None:
    """P5: in forced colours every control has an edge, what is chosen looks chosen, and all text is seen.

    Open the page with the view FORCED. Source: SC 1.4.11, 1.4.1.
    """
    complain(page, "forced colours take something away", ask(page, FORCED))


def check_stillness(page: Page) -> None:
    """P6: nothing moves, by itself or slowly. Open the page with `motion="reduce"`. Source: SC 2.2.2, 2.3.3."""
    complain(page, "something moves", ask(page, MOVING))


def check_scheme(page: Page, *, is_dark: bool, least: float = 7.0) -> None:
    """P7: the page is dark when asked, and its text has at least this contrast. Source: SC 1.4.3, 1.4.6."""
    seen = ask(page, COLOURS)
    wrong = []
    if (seen["back"] < 0.18) != is_dark:
        wrong.append(f"the page is not {'dark' if is_dark else 'light'} (luminance {seen['back']:.2f})")
    if seen["ratio"] < least:
        wrong.append(f"the contrast of its text is {seen['ratio']:.1f}, not {least}")
    complain(page, "the reader's colours are not respected", wrong)
