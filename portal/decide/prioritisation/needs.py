"""Put each need together: voices of residents, reports without an account and open problems, in points.

A point is one voice of a signed-in resident. Estimates are arrays with one number a cell, in the order of the inputs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from portal.decide.prioritisation.draws import Floats, Integers, drawn, generator
from portal.decide.prioritisation.inputs import Cell, Counted, Inputs
from portal.decide.prioritisation.rules import Scatter
from privacy.dp.sums import Terms

RESIDENTS, ANONYMOUS, RELIEF = range(3)  # streams of draws, of which none depends on how much another one takes


@dataclass(frozen=True, slots=True)
class Needs:
    """The need of each cell in points, with draws of its error; cells of one of the `kinds` err by one law."""

    points: Floats
    errors: Floats
    kinds: Integers

    @property
    def scatter(self) -> Scatter:
        """Give the errors as the ranking reads them: no two cells share a released number."""
        return Scatter(self.errors, self.kinds)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Draws of all that is not exact, the same for every order that is made of them.

    Noise in both statistics, one column a cell; the share of its need that a candidate takes away, one column each.
    """

    residents: Integers
    anonymous: Integers
    shares: Floats


def doubt_of(inputs: Inputs) -> Doubt:
    """Draw what is not exact, from the seed of the inputs."""
    seed = inputs.seed
    return Doubt(
        residents=_noise(inputs, lambda cell: cell.residents, generator(seed, RESIDENTS)),
        anonymous=_noise(inputs, lambda cell: cell.anonymous, generator(seed, ANONYMOUS)),
        shares=_shares(inputs, generator(seed, RELIEF)),
    )


def needs_of(inputs: Inputs, doubt: Doubt, *, anonymous: bool) -> Needs:
    """Add up the needs, with or without reports that have no account behind them."""
    share = inputs.weights.anonymous / 100 if anonymous else 0.0
    points = np.array([points_of(cell, inputs, share) for cell in inputs.cells])
    laws = [(cell.residents.terms, cell.anonymous.terms if share else ()) for cell in inputs.cells]
    known = {law: kind for kind, law in enumerate(dict.fromkeys(laws))}
    kinds = np.array([known[law] for law in laws], dtype=np.int32)
    return Needs(points, doubt.residents + share * doubt.anonymous, kinds)


def points_of(cell: Cell, inputs: Inputs, share: float) -> float:
    """Give the points of a need; reports without an account count `share` each."""
    return cell.residents.value + share * cell.anonymous.value + open_points(cell, inputs)


def open_points(cell: Cell, inputs: Inputs) -> float:
    """Give the points of the open problems of a need."""
    return sum(inputs.weights.points_of(each.severity, each.age, each.count) for each in cell.open)


def _noise(inputs: Inputs, of: Callable[[Cell], Counted], random: np.random.Generator) -> Integers:
    """Draw for all cells with one law at once: most have the same, because a plan has one scale."""
    found = np.zeros((inputs.draws, len(inputs.cells)), dtype=np.int32)
    cells: dict[Terms, list[int]] = {}
    for at, cell in enumerate(inputs.cells):
        cells.setdefault(of(cell).terms, []).append(at)
    for terms, places in cells.items():
        found[:, places] = drawn(terms, (inputs.draws, len(places)), random)
    return found


def _shares(inputs: Inputs, random: np.random.Generator) -> Floats:
    """Draw the share that each candidate takes away: triangular over the range that the city gave for it."""
    shares = np.empty((inputs.draws, len(inputs.candidates)))
    for at, each in enumerate(inputs.candidates):
        low, likely, high = each.low_percent / 100, each.percent / 100, each.high_percent / 100
        shares[:, at] = random.triangular(low, likely, high, inputs.draws) if low < high else likely
    return shares
