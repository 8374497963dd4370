"""Measure how far a rescaled figure is from the number of reports, against what the naive method would give.

    python -m benchmarks.error_of_figures

Simulated residents, because no public 311 file names its own: reports a year by a Pareto(1.45) tail, at most 365
(median 1, 99 in 100 below 24). 12 types by 8 districts, 52 weeks, the second year of two. The estimate of a cell is its
released number divided by the kept share, which comes from releases too: each quarter's own from 100,000 reports a year
on, last year's below. The naive method adds Laplace noise for a fifty-second of ε = 1 each week; that it would lose
voices to its bound as well is not held against it.
"""

import math
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from privacy.dp.budgets import Budget
from privacy.dp.estimates import Estimate
from privacy.dp.estimates import cell as estimate_of
from privacy.dp.families import EFFORT, NEEDS
from privacy.dp.kept_share import KeptShare, share_cadence
from privacy.dp.mechanisms import measure
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Cadence
from privacy.dp.plans import draw_up

SIZES = (20_000, 120_000, 350_000)
SERVICES, DISTRICTS, WEEKS = 12, 8, 52
CELLS = SERVICES * DISTRICTS
TAIL, MOST = 1.45, 365
AT_HOME = 0.8  # of a resident's reports are from one district, and half are of one type
SEEDS = (1, 2, 3)
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Year:
    """Weeks by cells: reports, and those that count; and what counts city-wide under the wider bound, by week."""

    reports: Counts
    needs: Counts
    effort: Counts


@dataclass(frozen=True)
class Errors:
    """The root mean square error of all cells of a year, over that of the naive method, and what it is made of."""

    total: float
    exact_share: float
    noise: float
    sampling: float
    clipping: float
    kept: float
    clipped: float


def lived(size: int, random: np.random.Generator) -> Year:
    """Simulate two years of a city and give the second."""
    owner, week, cell = _reports(size, random)
    order = np.lexsort((random.random(len(week)), week, owner))
    owner, week, cell = owner[order], week[order], cell[order]
    window = (week + owner % 13) // 13
    starts = np.flatnonzero(np.diff(owner * 100 + window, prepend=-1))
    number = np.arange(len(owner)) - np.repeat(starts, np.diff([*starts, len(owner)]))
    second = week >= WEEKS
    place = (week - WEEKS) * CELLS + cell

    def table(which: NDArray[np.bool_]) -> Counts:
        return np.bincount(place[second & which], minlength=WEEKS * CELLS).reshape(WEEKS, CELLS)

    effort = table(number < EFFORT.bound).sum(axis=1)
    return Year(table(number >= 0), table(number < NEEDS.bound), effort)


def _reports(size: int, random: np.random.Generator) -> tuple[Counts, Counts, Counts]:
    """Give the owner, the week and the cell of each report of two years."""
    drawn = np.minimum(np.floor(random.pareto(TAIL, size) + 1), MOST).astype(np.int64)
    a_year = drawn[: np.searchsorted(np.cumsum(drawn), size) + 1]
    owner = np.repeat(random.permutation(len(a_year) * 13)[: len(a_year)], 2 * a_year)  # any offset
    year = np.concatenate([np.repeat((0, 1), (each, each)) for each in a_year])
    week = year * WEEKS + random.integers(0, WEEKS, len(owner))
    services, districts = 1 / np.arange(1, SERVICES + 1), 1 / np.sqrt(np.arange(1, DISTRICTS + 1))
    service = _mostly(services / services.sum(), owner, 0.5, random)
    district = _mostly(districts / districts.sum(), owner, AT_HOME, random)
    return owner, week, service * DISTRICTS + district


def _mostly(shares: NDArray[np.float64], owner: Counts, habit: float, random: np.random.Generator) -> Counts:
    own = random.choice(len(shares), owner.max() + 1, p=shares)[owner]
    return np.where(random.random(len(owner)) < habit, own, random.choice(len(shares), len(owner), p=shares))


def errors_of(size: int, seed: int) -> Errors:
    """Release a simulated year, rescale it as the portal does, and compare with the reports that were filed."""
    random = np.random.default_rng(seed)
    budget, keys = Budget(2026), [str(each) for each in range(CELLS)]
    cadence = share_cadence(size)
    needs = draw_up(budget, statistic="needs", family="needs", cadence=Cadence.WEEK, keys=keys)
    effort = draw_up(budget, statistic="effort", family="effort", cadence=cadence, keys=["city"])
    year = lived(size, random)
    before = lived(size, random) if cadence is Cadence.YEAR else year
    released = np.array(measure(year.needs.ravel().tolist(), needs.noise)).reshape(WEEKS, CELLS)
    rescaled, length = np.empty((WEEKS, CELLS)), WEEKS if cadence is Cadence.YEAR else WEEKS // 4
    for start in range(0, WEEKS, length):
        weeks = slice(start, start + length)
        share = _share(before, released if before is year else None, weeks, needs.noise, effort.noise)
        factor = share.effort.value / share.needs.value
        rescaled[weeks] = released[weeks] * factor
        one = share.rescale(estimate_of(int(released[start, 0]), needs.noise), part_of_needs=before is year)
        assert math.isclose(one.value, rescaled[start, 0]), "the page rescales as this does"
    naive = Noise(Mechanism.LAPLACE, WEEKS * 1000).variance ** 0.5
    kept = year.needs.sum() / year.reports.sum()
    clipped = 1 - year.effort.sum() / year.reports.sum()
    expected = year.needs / kept * (1 - clipped)

    def against(error: NDArray[np.float64]) -> float:
        return float(np.sqrt(np.mean(error**2)) / naive)

    return Errors(
        total=against(rescaled - year.reports),
        exact_share=against(released / kept - year.reports),
        noise=against((released - year.needs) * (1 - clipped) / kept),
        sampling=against(year.needs / kept - year.reports),
        clipping=against(expected - year.needs / kept),
        kept=float(kept),
        clipped=float(clipped),
    )


def _share(year: Year, released: Counts | None, weeks: slice, one: Noise, other: Noise) -> KeptShare:
    if released is None:  # another year's releases
        released = np.array(measure(year.needs.ravel().tolist(), one)).reshape(WEEKS, CELLS)
    part = released[weeks]
    effort = measure([int(year.effort[weeks].sum())], other)[0]
    return KeptShare(Estimate(int(part.sum()), ((one, part.size),)), Estimate(effort, ((other, 1),)))


def main() -> None:
    """Print one line a size: the mean over the seeds."""
    out = sys.stdout.write
    out("reports a year | cell RMSE / naive | with the exact share | noise | sampling | clipping | kept | clipped\n")
    for size in SIZES:
        found = [errors_of(size, seed) for seed in SEEDS]
        means = {name: float(np.mean([getattr(each, name) for each in found])) for name in Errors.__annotations__}
        out(f"{size:>14,} | " + " | ".join(f"{value:.3f}" for value in means.values()) + "\n")


if __name__ == "__main__":
    main()
