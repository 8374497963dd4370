"""Let a voice be counted: in the families of whoever is signed in, or as an anonymous report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from portal.ground.contributions.rules import Voice
from portal.ground.contributions.service import admit, admit_many
from privacy.dp.families import ANONYMOUS, EFFORT, NEEDS
from privacy.dp.weeks import WINDOW_WEEKS, beginning_of, window_of, year_of
from privacy.vault.pseudonyms import Pseudonym

UnitOf = Callable[[str], Pseudonym]
OF_PEOPLE = (EFFORT.name, NEEDS.name)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's voice: `unit_of` names the person under a key; None means that nobody is signed in."""

    unit_of: UnitOf | None
    week: int
    cell: str

    def counted_as(self) -> tuple[Voice, ...]:
        """Name the voice in each family that it counts in; the one in `cell` comes last."""
        if self.unit_of is None:  # the report itself is the unit
            return (Voice(ANONYMOUS.name, None, self.week, self.cell),)
        effort, needs = (unit_in(self.unit_of, family, self.week) for family in OF_PEOPLE)
        return Voice(EFFORT.name, effort, self.week), Voice(NEEDS.name, needs, self.week, self.cell)


def key_name(family: str, year: int) -> str:
    """Name the key under which people are called in `family`, in windows that begin in a budget year."""
    return f"family:{family}:{year}"


def calendar_key_name(family: str) -> str:
    """Name the key that says on which of the thirteen calendars somebody's windows begin, and nothing else."""
    return f"family:{family}:calendar"


def unit_in(unit_of: UnitOf, family: str, week: int) -> int:
    """Name a person in `family` for the window that a week falls in.

    The name is new in each budget year, so that the year's key can be destroyed. The calendar of windows stays: with a
    new one, everybody would have a free window each January, and the figures a rise that nobody made.
    """
    calendar = unit_of(calendar_key_name(family)).number % WINDOW_WEEKS
    year = year_of(beginning_of(window_of(week, calendar), calendar))
    number = unit_of(key_name(family, year)).number >> 1  # room for the calendar within 63 bits
    return number - number % WINDOW_WEEKS + calendar


def admit_voice(session: Session, *, unit_of: UnitOf | None, week: int, cell: str) -> UUID | None:
    """Count a voice in `cell` if its person has a place left this window; give the handle for corrections."""
    handle = None
    for voice in Said(unit_of, week, cell).counted_as():
        handle = admit(session, family=voice.family, unit=voice.unit, week=voice.week, cell=voice.cell)
    return handle


def admit_voices(session: Session, said: Iterable[Said]) -> None:
    """Count many voices in a few statements, the first of a person first; nobody corrects them one by one."""
    admit_many(session, [voice for each in said for voice in each.counted_as()])
