"""From the front door to the receipt by the clock: a keystroke-level model over the real pages on a slow line.

Source: Card, Moran and Newell 1980, with the times of a phone that the budget names.
"""

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most
from benchmarks.slow_line import phone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TAP_S, SCREEN_S, CHARACTER_S, WORDS_A_MINUTE = 1.2, 1.35, 0.35, 200
MOST_S, MOST_TAPS = 60, 7
WORDS, PLACE = "Five tiles are loose", "Carrer del Molí 12"
# What somebody reads before acting: the heading, each question, the choices up to the one that fits, and the button.
READ = """(chosen) => {
  const text = [...document.querySelectorAll("h1, main legend, main .f > label")].map((each) => each.innerText);
  for (const each of document.querySelectorAll("main .choice label > span")) {
    text.push(each.firstChild.textContent);
    if (!chosen || each.closest("label").htmlFor === chosen) break;
  }
  return text.join(" ");
}"""


@dataclass(slots=True)
class Clock:
    """The seconds so far, by what they went to."""

    page: "Page"
    taps: int = 0
    screens: int = 0
    characters: int = 0
    words: int = 0
    network_s: float = 0

    def read(self, chosen: str = "") -> None:
        """Look at a new screen and read what is needed."""
        self.screens += 1
        self.words += len(re.findall(r"\w+", self.page.evaluate(READ, chosen)))

    def tap(self, what: str) -> None:
        """Press something that stays on the page."""
        self.taps += 1
        self.page.locator(what).first.click()

    def write(self, what: str, text: str) -> None:
        """Tap into a box and type."""
        self.tap(what)
        self.characters += len(text)
        self.page.locator(what).fill(text)

    def go(self, what: str, to: str) -> None:
        """Press what leads to the next page, and wait until it is there."""
        begun = time.perf_counter()
        self.tap(what)
        self.page.wait_for_url(to, wait_until="domcontentloaded")
        self.network_s += time.perf_counter() - begun

    @property
    def total_s(self) -> float:
        """All of it."""
        reading = self.words / WORDS_A_MINUTE * 60
        return self.taps * TAP_S + self.screens * SCREEN_S + self.characters * CHARACTER_S + reading + self.network_s


def the_way(browser: "Browser", url: str) -> list[Figure]:
    """Report a problem without a photo, with a few words and a street."""
    with phone(browser, "en") as page:
        page.goto(f"{url}/en/")
        clock = Clock(page)
        clock.screens += 1
        clock.go(".btn.great", "**/problem")
        clock.read("category-ground")
        clock.tap("label[for=category-ground]")
        clock.write("#words", WORDS)
        clock.go("#problem .row.f .btn:not(.quiet)", "**/place")
        clock.read()
        clock.write("#place", PLACE)
        clock.go("#place-form .row.f .btn:not(.quiet)", "**/check")
        clock.read()
        clock.go("#send", "**/sent")
        clock.read()
    how = (
        f"{clock.taps} taps of {TAP_S} s, {clock.screens} screens of {SCREEN_S} s, {clock.characters} characters of "
        f"{CHARACTER_S} s, {clock.words} words read at {WORDS_A_MINUTE} a minute, {clock.network_s:.1f} s of waiting"
    )
    return [
        at_most("home to sent, keystroke-level model", clock.total_s, MOST_S, "s", how),
        at_most("home to sent, taps without a photo", clock.taps, MOST_TAPS, "", how),
    ]
