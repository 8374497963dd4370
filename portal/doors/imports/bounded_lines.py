"""The lines of a text, and never more of one row than anybody writes: one without an end must not fill the memory."""

import csv
from typing import Final, Self, TextIO

LONGEST_ROW: Final = 1 << 18
"""Characters of one row, whatever the format; of a JSON object, those of the cells that the map names."""


class BoundedLines:
    """Lines for a CSV parser; `begin_row` says where a row begins, and `number` how many lines were given."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._left = LONGEST_ROW
        self.number = 0

    def begin_row(self) -> None:
        """Count the characters of the next row anew."""
        self._left = LONGEST_ROW

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        """Give the next line. Raises csv.Error where the row is too long; the rest of that line is passed over."""
        line = self._text.readline(self._left + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._left -= len(line)
        if self._left >= 0:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(LONGEST_ROW)
        raise csv.Error("a row that is too long")
