"""What a reader chose about colours, contrast, motion and text size, as values that can be stored and read back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar
from urllib.parse import parse_qsl, urlencode


class ColourScheme(StrEnum):
    """Light or dark; the device decides unless the reader does."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """More contrast, or what the device asks for."""

    DEVICE = "device"
    MORE = "more"


class Motion(StrEnum):
    """Less motion, or what the device asks for."""

    DEVICE = "device"
    REDUCE = "reduce"


class TextSize(StrEnum):
    """A step of the root font size, on top of the browser's own."""

    DEVICE = "device"
    LARGE = "large"
    LARGER = "larger"


Chosen = TypeVar("Chosen", ColourScheme, Contrast, Motion, TextSize)


def _read(kind: type[Chosen], text: str | None) -> Chosen:
    try:
        return kind(text) if text is not None else kind("device")
    except ValueError:
        return kind("device")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One reader's choices. The default follows the device in everything, and stores nothing.

    Source: EN 301 549 V3.2.1, clause 11.7 (user preferences).
    """

    scheme: ColourScheme = ColourScheme.DEVICE
    contrast: Contrast = Contrast.DEVICE
    motion: Motion = Motion.DEVICE
    text: TextSize = TextSize.DEVICE

    @classmethod
    def parse(cls, stored: str) -> Self:
        """Read what `stored` wrote; whatever is unknown or broken follows the device."""
        try:
            pairs = dict(parse_qsl(stored[:200], max_num_fields=8))
        except ValueError:
            pairs = {}
        return cls(
            scheme=_read(ColourScheme, pairs.get("scheme")),
            contrast=_read(Contrast, pairs.get("contrast")),
            motion=_read(Motion, pairs.get("motion")),
            text=_read(TextSize, pairs.get("text")),
        )

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The choices that differ from the device's, as (name, value): for data attributes and for storing."""
        every = (("scheme", self.scheme), ("contrast", self.contrast), ("motion", self.motion), ("text", self.text))
        return tuple((name, value.value) for name, value in every if value.value != "device")

    @property
    def stored(self) -> str:
        """One short line that `parse` reads; empty when there is nothing to store."""
        return urlencode(self.chosen)
