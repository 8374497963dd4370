"""Reading JSON no deeper and no longer than anybody writes it: no parser returns from a hundred thousand brackets."""

import re
from itertools import accumulate
from typing import IO, Final

from portal.doors.imports.rules import BrokenOff

DEEPEST: Final = 500
LONGEST_VALUE: Final = 1 << 22
"""Bytes between the end of one object and the end of the next: parsed, they take twenty times the room."""
_STRINGS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TO_THE_END: Final = re.compile(rb'(?:[^"\\]|\\.)*"', re.DOTALL)
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class Shallow:
    """A stream of bytes, looked at on its way to the parser: brackets count, and those inside of texts do not."""

    def __init__(self, stream: IO[bytes], *, name: str) -> None:
        self._stream = stream
        self._name = name
        self._depth = 0
        self._in_text = False
        self._since = 0  # bytes since the parser has last given something
        self._escape = b""  # the sign that a part of the stream ended with, if it changes what comes next

    def read(self, size: int = -1) -> bytes:
        """Read some bytes. Raises BrokenOff where lists and objects lie too deep in one another, or one has no end."""
        found = self._stream.read(size)
        self._since += len(found)
        if self._since > LONGEST_VALUE:
            raise BrokenOff(f"{self._name}: between two objects there are more than {LONGEST_VALUE:,} bytes.")
        self._look(found)
        return found

    def went_on(self) -> None:
        """Count anew: the parser has come to the end of a value, and holds no more of it."""
        self._since = 0

    def _look(self, found: bytes) -> None:
        brackets = self._outside(self._escape + found).translate(None, _NO_BRACKETS)
        if self._depth + len(brackets) > DEEPEST:
            steps = accumulate((_STEPS[each] for each in brackets), initial=self._depth)
            if max(steps) > DEEPEST:
                raise BrokenOff(f"{self._name}: its lists and objects lie more than {DEEPEST} deep in one another.")
        self._depth += sum(map(_STEPS.__getitem__, brackets))

    def _outside(self, part: bytes) -> bytes:
        """Leave out what stands in texts, and remember whether the part ends inside of one."""
        if self._in_text:
            end = _TO_THE_END.match(part)
            if end is None:
                self._escape = b"\\" if _is_escaping(part) else b""
                return b""
            part = part[end.end() :]
        rest = _STRINGS.sub(b"", part)
        begun = rest.find(b'"')
        self._in_text = begun >= 0
        self._escape = b"\\" if self._in_text and _is_escaping(rest) else b""
        return rest[:begun] if self._in_text else rest


def _is_escaping(part: bytes) -> bool:
    """Whether the last sign takes the meaning from the one that follows."""
    return (len(part) - len(part.rstrip(b"\\"))) % 2 == 1
