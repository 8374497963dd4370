"""A released figure as other rooms and pages hold it: its numbers, and the noise in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.city.services.cells import cell_of
from privacy.dp.estimates import Estimate, Scaled
from privacy.dp.families import Unit
from privacy.dp.noise import Noise
from privacy.dp.periods import Period
from privacy.dp.units import NANO, Price


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """The part of all voices that is counted, as it was known when a release was made."""

    period: str
    share: Scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One release. `cells` are the stored numbers: signed, never clamped, one for each public key."""

    reference: str
    seq: int
    plan_id: str
    statistic: str
    family: str
    period: Period
    measured_on: date
    noise: Noise
    half_width: int
    price: Price
    unit: Unit
    bound: int
    l1: int
    cells: Mapping[str, int]
    domain: str
    software: str
    payload_hash: str
    kept: KeptFacts | None

    @property
    def first_week(self) -> int:
        """Give the first week of the period."""
        return self.period.first

    @property
    def end_week(self) -> int:
        """Give the first week behind the period."""
        return self.period.end

    @property
    def mechanism(self) -> str:
        """Name the law of the noise."""
        return self.noise.mechanism.value

    @property
    def scale_milli(self) -> int:
        """Give the scale of the noise, in thousandths."""
        return self.noise.scale_milli

    @property
    def epsilon(self) -> float:
        """Give what the plan cost for the whole year, as far as it was paid in epsilon."""
        return self.price.nano_epsilon / NANO

    @property
    def rho(self) -> float:
        """Give what the plan cost for the whole year, as far as it was paid in rho."""
        return self.price.nano_rho / NANO

    def number(self, service: str, district: str) -> int | None:
        """Give the released number of a type of problem in a district; None where the period did not have the cell."""
        return self.cells.get(cell_of(service, district))

    def estimate(self, key: str) -> Estimate:
        """Give one cell with its noise."""
        return Estimate(self.cells[key], ((self.noise, 1),))


def total(figures: Iterable[Figure]) -> Estimate:
    """Add up everything that some figures say. Raises ValueError when there is nothing."""
    sums = grouped(figures, lambda _: "")
    if not sums:
        raise ValueError("a total adds at least one figure")
    return sums[""]


def grouped(figures: Iterable[Figure], group: Callable[[str], str]) -> dict[str, Estimate]:
    """Add up the cells of some figures by a name that each key gives, with the noise that comes together.

    Free of further loss, because it works on released numbers only. The figures share no release.
    """
    values: dict[str, int] = {}
    noises: dict[str, dict[Noise, int]] = {}
    for figure in figures:
        for key, number in figure.cells.items():
            name = group(key)
            values[name] = values.get(name, 0) + number
            counts = noises.setdefault(name, {})
            counts[figure.noise] = counts.get(figure.noise, 0) + 1
    return {name: Estimate(value, tuple(sorted(noises[name].items()))) for name, value in values.items()}
