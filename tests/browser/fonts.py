"""Says which scripts this machine has letters for: without them pictures show boxes, and text has other widths."""

from playwright.sync_api import Page

# Two letters of each script. Where the fonts lack them, both are drawn as the same empty box.
LETTERS = {"Latin": "çñ", "Arabic": "عش", "Cyrillic": "Жю", "Chinese": "公园", "none at all": "\ue0f1\ue0f2"}
DRAWN = """(letters) => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 60, height: 60});
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  const points = (letter) => {
    pen.clearRect(0, 0, 60, 60);
    pen.font = "40px sans-serif";
    pen.fillText(letter, 8, 45);
    return pen.getImageData(0, 0, 60, 60).data.join();
  };
  const [one, other] = letters;
  return points(one) !== points(other);
}"""


def undrawn_scripts(page: Page) -> tuple[str, ...]:
    """Return the scripts whose letters are empty boxes here."""
    return tuple(script for script, letters in LETTERS.items() if not page.evaluate(DRAWN, letters))
