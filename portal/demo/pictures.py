"""Small drawn pictures for the demo's reports, in the palette of the look. Drawn when asked for, never photographed."""

import math
import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480
FINER = 2  # drawn larger, then made smaller: smooth edges
PAPER, GROUND, FIELD, INK, SOFT, FACT, VOICE = (
    "#ffffff",
    "#edf5f2",
    "#a4e0d0",
    "#0a2623",
    "#38524e",
    "#00564b",
    "#e0531a",
)
PALETTE = (PAPER, GROUND, FIELD, INK, SOFT, FACT, VOICE)

Drawer = Callable[[ImageDraw.ImageDraw, random.Random], None]


def draw_picture(key: str, *, seed: int = 0) -> bytes:
    """Draw a picture as a JPEG of 640 × 480 without metadata; the same seed draws the same one."""
    chance = random.Random(f"veu picture {key} {seed}")  # noqa: S311 - a drawing, not a secret
    sheet = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), FIELD)
    brush = ImageDraw.Draw(sheet)
    _rectangle(brush, 0, 330, WIDTH, HEIGHT, GROUND)
    PICTURES[key](brush, chance)
    small = sheet.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "JPEG", quality=82, optimize=True)
    return written.getvalue()


def _rectangle(brush: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, colour: str) -> None:
    brush.rectangle((left * FINER, top * FINER, right * FINER, bottom * FINER), fill=colour)


def _disc(brush: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    brush.ellipse(((x - radius) * FINER, (y - radius) * FINER, (x + radius) * FINER, (y + radius) * FINER), fill=colour)


def _shape(brush: ImageDraw.ImageDraw, *points: tuple[float, float], colour: str) -> None:
    brush.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)


def _tiles(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    missing = {(chance.randrange(1, 7), chance.randrange(1, 4)) for _ in range(5)}
    for column in range(8):
        for row in range(5):
            left, top = column * 82 + 2, row * 84 + 60
            if (column, row) in missing:
                for _ in range(6):
                    _disc(brush, left + chance.uniform(12, 66), top + chance.uniform(12, 66), 6, VOICE)
            else:
                _rectangle(brush, left, top, left + 76, top + 78, chance.choice((INK, SOFT, FACT)))


def _bins(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for left in (110, 290, 470):
        _rectangle(brush, left, 190, left + 120, 380, FACT)
        _rectangle(brush, left - 10, 170, left + 130, 192, INK)
    for _ in range(14):
        _disc(brush, chance.uniform(60, 600), chance.uniform(360, 430), chance.uniform(12, 24), VOICE)


def _lamp(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    _rectangle(brush, 0, 0, WIDTH, 330, INK)
    left = chance.uniform(180, 320)
    _rectangle(brush, left, 80, left + 16, 420, SOFT)
    _rectangle(brush, left, 80, left + 130, 94, SOFT)
    _shape(brush, (left + 90, 94), (left + 170, 94), (left + 130, 140), colour=PAPER)
    for step in range(12):
        _disc(brush, left + 130 + chance.uniform(-60, 60), 170 + step * 20, 5, VOICE)


def _tree(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for x in (150, 330, 510):
        _rectangle(brush, x - 9, 230, x + 9, 400, INK)
        dry = chance.random() < 0.5
        for _ in range(18):
            angle, far = chance.uniform(0, math.tau), chance.uniform(0, 62)
            colour = VOICE if dry else FACT
            _disc(brush, x + far * math.cos(angle), 180 + far * math.sin(angle), chance.uniform(14, 26), colour)


def _puddle(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    brush.ellipse((80 * FINER, 330 * FINER, 560 * FINER, 450 * FINER), fill=FACT)
    for _ in range(60):
        x, y = chance.uniform(20, 620), chance.uniform(10, 320)
        _shape(brush, (x, y), (x + 5, y), (x - 3, y + 26), (x - 8, y + 26), colour=SOFT)
    for ring in range(4):
        _disc(brush, 200 + ring * 80, 390, 7, VOICE)


def _stairs(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    steps, height = chance.randrange(4, 7), 46
    for step in range(steps):
        _rectangle(brush, 120 + step * 74, 400 - (step + 1) * height, WIDTH, 400, (INK, SOFT)[step % 2])
    _disc(brush, 70, 340, 34, VOICE)
    _disc(brush, 70, 340, 22, GROUND)


def _sign(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    lean = chance.uniform(60, 170)
    _shape(brush, (300, 420), (318, 420), (318 + lean, 150), (300 + lean, 150), colour=INK)
    _disc(brush, 309 + lean, 130, 66, VOICE)
    _disc(brush, 309 + lean, 130, 48, PAPER)
    for step in range(6):
        _rectangle(brush, 40 + step * 100, 430, 96 + step * 100, 452, PAPER)


def _devices(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for place in range(3):
        left, top = 90 + place * 170, chance.uniform(220, 270)
        _rectangle(brush, left, top, left + 130, top + 110, INK)
        _rectangle(brush, left + 12, top + 12, left + 118, top + 86, chance.choice((FACT, SOFT)))
    for step in range(40):
        _disc(brush, 40 + step * 14, 410 + 16 * math.sin(step / 3 + chance.random()), 5, VOICE)


PICTURES: dict[str, Drawer] = {
    "ground": _tiles,
    "waste": _bins,
    "light": _lamp,
    "green": _tree,
    "water": _puddle,
    "step": _stairs,
    "traffic": _sign,
    "ewaste": _devices,
}
