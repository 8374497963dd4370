"""Finds telephone numbers whose digits are written as words: seven or more in a row, in the portal's languages."""

import re
from collections.abc import Iterator

from privacy.minimise.candidates import Kind, Span

FEWEST = 7
_WORDS = "|".join(
    (
        "zero|oh|one|two|three|four|five|six|seven|eight|nine",
        "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve",
        "un|dues|quatre|cinc|sis|set|vuit|huit|nou",
        "zéro|deux|trois|cinq|sept|neuf",
        "ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять",
        "صفر|واحد|اثنان|اثنين|ثلاثة|أربعة|اربعة|خمسة|ستة|سبعة|ثمانية|تسعة",
    )
)
_SAID = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS})[ ,.\-]{{1,3}}(?:y |i |et |و)?){{{FEWEST - 1},20}}(?:{_WORDS})(?!\w)"
    rf"|[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{{{FEWEST},20}}",
    re.IGNORECASE,
)


def find_spoken(text: str) -> Iterator[Span]:
    """Find every row of digits in words in a folded text."""
    return (Span(match.start(), match.end(), Kind.PHONE) for match in _SAID.finditer(text))
