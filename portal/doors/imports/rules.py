"""What may be wrong with a row of a file, and what is counted about an import."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from portal.ground.errors import ConfigurationError
from privacy.minimise.characters import tidy_line

LONGEST_ID: Final = 100
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")


class Reason(StrEnum):
    """Why a row is not taken in. The words are stable: people write scripts that look for them."""

    MALFORMED_ROW = "malformed-row"
    BAD_ENCODING = "bad-encoding"
    NO_ID = "no-id"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    NO_DATE = "no-date"
    BAD_DATE = "bad-date"
    DATE_TOO_EARLY = "date-too-early"
    DATE_IN_FUTURE = "date-in-future"
    CLOSED_BEFORE_OPENED = "closed-before-opened"
    UNKNOWN_CATEGORY = "unknown-category"
    UNKNOWN_STATUS = "unknown-status"
    NO_PLACE = "no-place"
    BAD_PLACE = "bad-place"
    OUTSIDE = "outside-all-districts"


class Rejected(Exception):
    """A row that is not taken in; the column is the one that tells why, by its name in the file."""

    def __init__(self, reason: Reason, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


class WrongMap(ConfigurationError):
    """The map does not fit: the sentence names its key and what is wrong with it."""

    def __init__(self, name: str, key: str, reason: str) -> None:
        super().__init__(tidy_line(f"{name}: {key}: {reason}"))  # it may repeat what a file says


class BrokenOff(ConfigurationError):
    """The file cannot be read to its end. What came before stays taken in."""


class RunsAlready(ConfigurationError):
    """Another process takes in the same file, or another file of the same source."""


class NoCity(ConfigurationError):
    """There is no city to take anything in for."""


class NoDistricts(ConfigurationError):
    """Without districts, no request has a place."""


@dataclass(slots=True)
class Counts:
    """What became of the rows of a run, so far."""

    rows: int = 0
    issues: int = 0
    private: int = 0  # no issue: the service is sensitive, and nobody agreed to publish
    known: int = 0  # taken in earlier
    voices: int = 0
    late: int = 0  # no voice: the figures of that year are planned already
    stand_ins: int = 0  # no point: the file gives the same one to whatever it could not locate
    rejects: Counter[str] = field(default_factory=Counter)

    def stored(self) -> dict[str, int]:
        """Write the counts as a row of the database holds them."""
        rejects = {f"{_REJECT}{reason}": times for reason, times in sorted(self.rejects.items())}
        return {name: getattr(self, name) for name in _PLAIN} | rejects


_PLAIN: Final = tuple(name for name in Counts.__slots__ if name != "rejects")
_REJECT: Final = "reject:"


def counts_from(stored: Mapping[str, int]) -> Counts:
    """Read stored counts back."""
    rejects = {name.removeprefix(_REJECT): times for name, times in stored.items() if name.startswith(_REJECT)}
    return Counts(**{name: stored.get(name, 0) for name in _PLAIN}, rejects=Counter(rejects))


def sayable_id(external_id: str) -> str:
    """Give an id as the list of rejects may repeat it: nothing that could be an address, a sentence or a formula."""
    return external_id if len(external_id) <= LONGEST_ID and _PLAIN_ID.fullmatch(external_id) else ""
