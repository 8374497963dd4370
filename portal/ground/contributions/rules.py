"""How many voices of a unit count, in which window, and how long a counted voice may be corrected."""

from dataclasses import dataclass
from typing import ClassVar

from i18n.lazy import Lazy, lazy
from portal.ground.errors import Conflict
from privacy.dp.families import BREAKDOWN, DEFAULT_FAMILIES, EFFORT, Family, Unit, kind_of
from privacy.dp.periods import CORRECTION_DAYS

WHOLE_CITY = "city"  # the only cell of `effort`
BLANK = ""  # the cell of a voice that no longer counts; its slot stays taken
NAMELESS = -(2**31)  # the window of a row whose unit was forgotten: no week is in it
_KINDS = {family.name: family for family in DEFAULT_FAMILIES}


class UnknownFamily(ValueError):
    """Nothing is counted under this name."""


class PeriodClosed(Conflict):
    """The week of this voice can no longer change: its figures are published or about to be."""

    code: ClassVar[str] = "period-closed"
    title: ClassVar[Lazy] = lazy("The figures of that week are closed")
    advice: ClassVar[Lazy] = lazy("You can still change the report itself. What was counted stays as it is.")


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice before it is counted: `unit` is the pseudonym in this very family, or None for an anonymous report."""

    family: str
    unit: int | None
    week: int
    cell: str = WHOLE_CITY


def family_of(name: str) -> Family:
    """Return the rules of a family; each poll has its own, "breakdown:<poll>". Raises UnknownFamily."""
    family = _KINDS.get(kind_of(name))
    if family is None or is_split(family) == (name == family.name):
        raise UnknownFamily(name)
    return family


def is_split(family: Family) -> bool:
    """Say whether a family is counted apart for each poll, under "name:poll"."""
    return family.name == BREAKDOWN.name


def is_event_level(family: Family) -> bool:
    """Say whether the report itself is the unit, so that it has no pseudonym."""
    return family.unit is Unit.REPORT


def cell_of(family: Family, cell: str) -> str:
    """Return the cell to count in: `effort` knows the whole city only. Raises ValueError for a blank one."""
    if cell == BLANK:
        raise ValueError("a voice counts in a cell")
    return WHOLE_CITY if family.name == EFFORT.name else cell


def oldest_open_week(now_week: int) -> int:
    """Say which is the oldest week that may still be corrected: closed from the eighth day after its last day."""
    return now_week - CORRECTION_DAYS // 7
