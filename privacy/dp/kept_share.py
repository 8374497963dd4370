"""Estimate what share of all voices the bound lets count, and rescale figures with it, carrying both errors."""

import math
from dataclasses import dataclass

from privacy.dp.estimates import Estimate, Scaled
from privacy.dp.periods import Cadence

# Below this many reports a year a quarter's `effort` drowns in its noise, and last year's share is used.
QUARTERLY_FROM = 100_000
# A ratio with a weaker denominator than this is not an estimate of anything.
_MOST_RELATIVE_HALF_WIDTH = 0.5


@dataclass(frozen=True, slots=True)
class KeptShare:
    """Voices that were counted, over voices that were counted under a far wider bound; both city-wide, one period.

    Biased upwards: even the wider bound clips the most active (at 16 a quarter it keeps about 93 % of reports), so
    rescaled figures stay somewhat below the number of reports. Pages that show one say so.
    """

    needs: Estimate
    effort: Estimate

    @property
    def is_usable(self) -> bool:
        """Say whether both numbers stand clear of their noise."""
        return all(
            0 <= each.half_width() <= _MOST_RELATIVE_HALF_WIDTH * each.value for each in (self.needs, self.effort)
        )

    @property
    def share(self) -> Scaled:
        """Give the share itself with its interval. Raises ValueError unless it is usable."""
        needs, effort = self._usable()
        share = needs.value / effort.value
        spread = share * math.hypot(needs.half_width() / needs.value, effort.half_width() / effort.value)
        return Scaled(share, share - spread, share + spread)

    def rescale(self, estimate: Estimate, *, part_of_needs: bool) -> Scaled:
        """Estimate the number of voices behind a count of counted voices: value / share.

        `part_of_needs` holds where the estimate's own cells are among those that make up `needs`, so that their noise
        is in both; a share of another year shares none. Half-widths are combined as standard deviations would be (the
        delta method), which is exact where one noise dominates and errs wide where two are alike.
        Raises ValueError unless the share is usable.
        """
        needs, effort = self._usable()
        factor = effort.value / needs.value
        ratio = estimate.value / needs.value
        shared = 1 - 2 * ratio if part_of_needs else 1
        own = shared * estimate.half_width() ** 2 + (ratio * needs.half_width()) ** 2
        denominator = estimate.value / effort.value * effort.half_width()
        spread = factor * math.sqrt(max(own, 0) + denominator**2)
        return Scaled(factor * estimate.value, factor * estimate.value - spread, factor * estimate.value + spread)

    def _usable(self) -> tuple[Estimate, Estimate]:
        if not self.is_usable:
            raise ValueError("the kept share drowns in its noise")
        return self.needs, self.effort


def share_cadence(reports_a_year: int) -> Cadence:
    """Choose how often the kept share is estimated, from a public or released number of reports a year."""
    return Cadence.QUARTER if reports_a_year >= QUARTERLY_FROM else Cadence.YEAR
