"""Where released figures come in: the one file of the ranking that knows who publishes them."""

from dataclasses import dataclass

from sqlmodel import Session

from portal.decide.prioritisation.window import Released


@dataclass(frozen=True, slots=True)
class Figures:
    """Every release of the two statistics that a ranking adds up."""

    residents: tuple[Released, ...]
    anonymous: tuple[Released, ...]


def released(session: Session) -> Figures:
    """Read the releases."""
    raise NotImplementedError
