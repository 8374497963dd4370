"""All that a ranking is made of, and nothing else: the same inputs give the same ranking, for anyone who recomputes it.

Numbers are integers, so that the digest means the same everywhere. It holds public facts and released numbers only.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from portal.city.services.cells import cell_of
from portal.decide.prioritisation.weights import Weights
from privacy.dp.canonical import digest
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.sums import Terms

DRAWS = 2_000
_DIGEST_LETTERS = 20
_SEED_LETTERS = 12  # 48 bits, which every program reads as a whole number


@dataclass(frozen=True, slots=True)
class Draw:
    """So many released numbers with this noise in them."""

    mechanism: str
    scale_milli: int
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A sum of released numbers, signed and never clamped, with the noises that are in it."""

    value: int = 0
    noise: tuple[Draw, ...] = ()

    @property
    def terms(self) -> Terms:
        """Give the noises as `privacy.dp.sums` reads them."""
        return tuple(sorted((Noise(Mechanism(each.mechanism), each.scale_milli), each.count) for each in self.noise))


@dataclass(frozen=True, slots=True)
class Open:
    """How many public problems of one severity (1 to 3) and one class of age (0 to 2) are open."""

    severity: int
    age: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One need: a type of problem in a district. `weeks` were released of it."""

    service: str
    district: str
    residents: Counted
    anonymous: Counted
    weeks: int
    open: tuple[Open, ...] = ()

    @property
    def key(self) -> str:
        """Name the need as its released figure is named."""
        return cell_of(self.service, self.district)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A published measure as it was when the ranking was made."""

    reference: str
    version: int
    titles: dict[str, str]
    cost_cents: int
    services: tuple[str, ...]
    districts: tuple[str, ...]
    percent: int
    low_percent: int
    high_percent: int

    def answers(self, cell: Cell) -> bool:
        """Whether the measure would relieve this need."""
        return cell.service in self.services and (not self.districts or cell.district in self.districts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a ranking rests on. `people` of a district are None where the city has not said."""

    releases: tuple[str, ...]
    first_week: int
    end_week: int  # not in it any more
    on: str  # the day of the public facts, ISO
    people: dict[str, int | None]
    cells: tuple[Cell, ...]
    candidates: tuple[Candidate, ...]
    weights: Weights
    software: str
    draws: int = DRAWS

    @property
    def weeks(self) -> int:
        """Give how many weeks are added up."""
        return self.end_week - self.first_week

    def in_order(self) -> "Inputs":
        """Put everything in an order of its own, so that nothing depends on how it was read."""
        return replace(
            self,
            releases=tuple(sorted(self.releases)),
            people=dict(sorted(self.people.items())),
            cells=tuple(sorted(self.cells, key=lambda each: each.key)),
            candidates=tuple(sorted(self.candidates, key=lambda each: each.reference)),
        )

    @property
    def digest(self) -> str:
        """Name the ranking for ever."""
        return digest(written(self))[:_DIGEST_LETTERS]

    @property
    def cause(self) -> str:
        """Name what asks for a new ranking when it changes: all but the open problems, and the day that they are of.

        Those change every hour; a ranking says of which day they are.
        """
        cells = tuple(replace(each, open=()) for each in self.cells)
        return digest(written(replace(self, cells=cells, on="")))[:_DIGEST_LETTERS]

    @property
    def seed(self) -> int:
        """Give the seed of the draws: it follows from the inputs, so nobody chooses it."""
        return int(digest({"seed": written(self)})[:_SEED_LETTERS], 16)


def written(inputs: Inputs) -> dict[str, Any]:
    """Write inputs as plain JSON."""
    plain: dict[str, Any] = _adapter().dump_python(inputs.in_order(), mode="json")
    return plain


def read(plain: dict[str, Any]) -> Inputs:
    """Read inputs back."""
    return _adapter().validate_python(plain)


@cache
def _adapter() -> TypeAdapter[Inputs]:
    return TypeAdapter(Inputs)
