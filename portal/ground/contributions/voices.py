"""Let one voice be counted: in the families of whoever is signed in, or as an anonymous report."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

from portal.ground.contributions.service import admit
from privacy.dp.families import ANONYMOUS, EFFORT, NEEDS
from privacy.vault.pseudonyms import Pseudonym

UnitOf = Callable[[str], Pseudonym]


def key_name(family: str) -> str:
    """Name the key under which people are called differently in `family` than anywhere else."""
    return f"family:{family}"


def admit_voice(session: Session, *, unit_of: UnitOf | None, week: int, cell: str) -> UUID | None:
    """Count a voice in `cell` if its person has a place left this window; give the handle for corrections.

    `unit_of` names the person under a key; None means that nobody is signed in, so the report itself is the unit.
    """
    if unit_of is None:
        return admit(session, family=ANONYMOUS.name, week=week, cell=cell)
    admit(session, family=EFFORT.name, unit=unit_of(key_name(EFFORT.name)).number, week=week)
    return admit(session, family=NEEDS.name, unit=unit_of(key_name(NEEDS.name)).number, week=week, cell=cell)
