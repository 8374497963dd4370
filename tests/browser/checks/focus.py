"""K5 to K7: the focus is never lost, never covered, and always seen."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from tests.browser.checks.keyboard import NOW, START, walk
from tests.browser.checks.script import ask, complain

COVERED = """() => {
  const el = document.activeElement;
  const box = [...el.getClientRects()].find((rect) => rect.width > 4 && rect.height > 4) || el.getBoundingClientRect();
  const points = [[.5, .5], [0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) =>
    [box.left + 3 + x * (box.width - 6), box.top + 3 + y * (box.height - 6)]);
  const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (!inside.length) return `${told(el)} is outside the window`;
  const labels = el.labels ? [...el.labels] : [];
  for (const [x, y] of inside) {
    const hit = document.elementFromPoint(x, y);
    if (!hit || el.contains(hit) || hit.contains(el) || labels.some((label) => label.contains(hit))) continue;
    return `${told(el)} is covered by ${told(hit)}`;
  }
  return null;
}"""
# What looks alike is photographed once: the kind is what style sheets can tell apart.
KIND = """() => {
  const el = document.activeElement;
  const part = el.closest("header, nav, main, footer, aside");
  return [el.localName, el.type || "", el.className, el.parentElement.className, part ? part.localName : ""].join("|");
}"""
BOX = """(margin) => {
  const el = document.activeElement;
  const shown = el.matches(".choice input") && el.labels[0] ? el.labels[0] : el;
  const box = shown.getBoundingClientRect();
  const [x, y] = [Math.max(0, box.left - margin), Math.max(0, box.top - margin)];
  const own = el.getBoundingClientRect();
  const [right, bottom] = [Math.min(innerWidth, box.right + margin), Math.min(innerHeight, box.bottom + margin)];
  return {x, y, width: right - x, height: bottom - y, told: told(el), round: 2 * (own.width + own.height)};
}"""
BLUR = "() => document.activeElement.blur()"
MARGIN_PX = 12
# Source: WCAG 2.2 SC 2.4.13: as large as a 2 px line around the control, 3:1 between focused and not.
LINE_PX, LEAST_CONTRAST = 2, 3.0


def check_focus_kept(page: Page, action: Callable[[], None]) -> None:
    """K5: after an action the focus is on something, not on the page as a whole. Source: SC 2.4.3."""
    action()
    assert ask(page, NOW) != "body", f"the focus is lost on {page.url}"


def check_focus_uncovered(page: Page) -> None:
    """K6: at every stop the focused control is in the window and nothing lies over it. Source: SC 2.4.11."""
    stops = len(walk(page))
    faults = []
    ask(page, START, "start")
    for _ in range(stops):
        page.keyboard.press("Tab")
        fault = ask(page, COVERED)
        if fault:
            faults.append(fault)
    complain(page, "the focus is covered", faults)


def check_focus_seen(page: Page) -> None:
    """K7: at every stop that looks different from the others, the focus can be seen. Source: SC 2.4.7, 2.4.13."""
    stops = len(walk(page))
    faults, seen = [], set()
    ask(page, START, "start")
    for _ in range(stops):
        page.keyboard.press("Tab")
        kind = ask(page, KIND)
        if kind in seen:
            continue
        seen.add(kind)
        box = ask(page, BOX, MARGIN_PX)
        if box["width"] < 1 or box["height"] < 1:
            faults.append(f"{box['told']} is outside the window")
            continue
        focused = _picture(page, box)
        ask(page, BLUR)
        changed = _changed(focused, _picture(page, box))
        if changed < min(LINE_PX * box["round"], box["width"] * box["height"]) / 2:
            faults.append(f"{box['told']}: only {changed} points of {box['round'] * LINE_PX:.0f} change")
    complain(page, "the focus is not seen", faults)


def _picture(page: Page, box: dict[str, float]) -> NDArray[np.float64]:
    clip = {side: box[side] for side in ("x", "y", "width", "height")}
    png = page.screenshot(clip=clip, caret="initial")  # type: ignore[arg-type]
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.float64) / 255


def _changed(focused: NDArray[np.float64], blurred: NDArray[np.float64]) -> int:
    """Count the points whose two colours differ by 3:1 at least."""
    one, other = _luminance(focused) + 0.05, _luminance(blurred) + 0.05
    return int((np.maximum(one, other) / np.minimum(one, other) >= LEAST_CONTRAST).sum())


def _luminance(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    result: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return result
