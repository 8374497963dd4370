"""A thumb on a phone: how many taps a report takes from the first page to "sent", and how many words it passes."""

import io
from dataclasses import dataclass, field

from PIL import Image
from playwright.sync_api import Locator, Page

from i18n.readability import word_count

MOST_TAPS, MOST_TAPS_WITH_PHOTO = 7, 11
PICKER_TAPS = 2  # the phone's own: where photos are, and which one
MOST_WORDS = 70
ON_SCREEN = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const said = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    const hidden = texts.currentNode.parentElement.closest(".vh, [hidden], option, textarea");
    if (!hidden && box.width > 1 && box.bottom <= innerHeight) said.push(texts.currentNode.data);
  }
  return said.join(" ");
}"""


@dataclass(slots=True)
class Thumb:
    """Somebody's thumb: it counts what it touches, and what stands on each screen that it comes to."""

    page: Page
    taps: int = 0
    words: dict[str, int] = field(default_factory=dict)

    def tap(self, on: Locator) -> None:
        on.click()
        self.taps += 1

    def reads(self, name: str) -> None:
        self.words[name] = word_count(self.page.evaluate(ON_SCREEN))


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 80)).save(out, "JPEG")
    return out.getvalue()


def report(thumb: Thumb, *, with_photo: bool) -> None:
    """Report a loose tile from the first page on, with the place as words where the phone does not say it."""
    page = thumb.page
    page.on("filechooser", lambda _: None)  # early: the browser needs a moment until it hands its list of files to us
    thumb.reads("home")
    thumb.tap(page.locator("main a.btn").first)
    thumb.reads("problem")
    thumb.tap(page.locator("label[for=category-ground]"))
    thumb.tap(page.locator("#words"))
    page.keyboard.type("Five loose tiles here")
    if with_photo:
        with page.expect_file_chooser() as choosing:
            thumb.tap(page.locator("#photo"))
        choosing.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
        thumb.taps += PICKER_TAPS
    thumb.tap(page.locator("#problem .row.f .btn"))
    thumb.reads("place")
    thumb.tap(page.locator("#place"))
    page.keyboard.type("Calle de la Huerta 4")
    thumb.tap(page.locator("#place-form .row.f .btn"))
    thumb.reads("check")
    thumb.tap(page.locator("#send"))
    thumb.reads("sent")
