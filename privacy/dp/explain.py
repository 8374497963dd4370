"""State what a number is worth as facts that a page can word in any language, before spending and after."""

from dataclasses import dataclass

from privacy.dp import sums
from privacy.dp.estimates import Estimate
from privacy.dp.noise import Noise
from privacy.dp.periods import Cadence
from privacy.dp.plans import Plan

# Of the mean cell: wider than this and a cell says little by itself.
DEFAULT_MOST_SHARE = 0.5
_PERIODS_A_YEAR = {Cadence.WEEK: 52, Cadence.FOUR_WEEKS: 13, Cadence.QUARTER: 4, Cadence.YEAR: 1}


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read one estimate: 19 times out of 20 the counted voices lie between `low` and `high`.

    `read_as_few` says that the noise is wider than the value: say "few", grey the number out.
    """

    value: int
    half_width: int
    low: int
    high: int
    read_as_few: bool


@dataclass(frozen=True, slots=True)
class CadenceOption:
    """What a cadence would be worth: the mean cell, the noise round it, and their ratio."""

    cadence: Cadence
    mean_cell: float
    half_width: int
    share: float
    fits: bool


def reading_of(estimate: Estimate) -> Reading:
    """Say how to read an estimate."""
    interval = estimate.interval()
    half_width = interval.high - estimate.value
    return Reading(
        value=estimate.value,
        half_width=half_width,
        low=interval.low,
        high=interval.high,
        read_as_few=half_width > estimate.value,
    )


def expected_half_width(plan: Plan, cells: int = 1) -> int:
    """Give the half-width that a sum of so many cells of a plan will have; known before anything is spent."""
    return sums.half_width(((plan.noise, cells),))


def cadence_options(
    noise: Noise, *, voices_a_year: int, cells: int, most_share: float = DEFAULT_MOST_SHARE
) -> tuple[CadenceOption, ...]:
    """Compare the cadences, shortest first. The noise of a cell is the same in each; only the cell grows.

    `voices_a_year` is a public or already released number of counted voices, never a fresh count.
    """
    half_width = sums.half_width(((noise, 1),))
    options = []
    for cadence, periods in _PERIODS_A_YEAR.items():
        mean = voices_a_year / (cells * periods)
        fits = half_width <= most_share * mean
        options.append(CadenceOption(cadence, mean, half_width, half_width / mean if mean else float("inf"), fits))
    return tuple(options)


def propose_cadence(
    noise: Noise, *, voices_a_year: int, cells: int, most_share: float = DEFAULT_MOST_SHARE
) -> Cadence | None:
    """Propose the shortest cadence whose half-width is at most a share of the mean cell.

    None means that not even a year's cells stand out: the question has too many of them for this city.
    """
    options = cadence_options(noise, voices_a_year=voices_a_year, cells=cells, most_share=most_share)
    return next((option.cadence for option in options if option.fits), None)
