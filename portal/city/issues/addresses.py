"""How an issue is called in an address and in a list's place: `MAR 7K3 9QF` is written `MAR-7K3-9QF` there."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from privacy.vault.codes import NotACode, read_reference

_WRITTEN = re.compile(r"[A-Z]{2,5}-[A-Z0-9]{3}-[A-Z0-9]{3}")
_TYPED = re.compile(r"([A-Za-z]{2,5})[^A-Za-z0-9]*((?:[A-Za-z0-9][^A-Za-z0-9]*){6})")


def written(reference: str) -> str:
    """Write a reference for an address."""
    return reference.replace(" ", "-")


def read(address: str) -> str:
    """Read a reference from an address, in any case and with any spaces and dashes. Raises NotACode."""
    if _WRITTEN.fullmatch(address):
        return address.replace("-", " ")
    typed = _TYPED.fullmatch(unicodedata.normalize("NFKC", address[:40]).strip())
    if typed is None:
        raise NotACode
    return read_reference(typed[2], prefix=typed[1].upper())


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list: behind (or before) the issue with this day and reference.

    It holds public facts only, so it may stand in an address; it stays a place when its issue is hidden.
    """

    reported_on: date
    reference: str

    def __str__(self) -> str:
        return f"{self.reported_on.isoformat()}.{written(self.reference)}"


def read_cursor(text: str) -> Cursor | None:
    """Read a place in the list; None where it is none, which means the beginning."""
    day, _, address = text.partition(".")
    try:
        return Cursor(date.fromisoformat(day), read(address)) if _WRITTEN.fullmatch(address) else None
    except ValueError:
        return None
