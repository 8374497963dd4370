"""How life in the invented city changes with the season, the district and the year, so that its charts have findings.

What can be found: light is missed in winter, and more and more in Séquia; one storm a year floods Salines and el Far;
noise is a matter of summer nights in Marina and Centre; Ponent and Molí Nou have steps where others have ramps; the
rubbish of Mercat is halved in the thirtieth week, when the invented city began to collect it twice a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Of all reports, the share of each service; they are scaled to one.
SERVICE_SHARES = {
    "ground": 0.2, "waste": 0.21, "light": 0.13, "green": 0.09, "noise": 0.08, "water": 0.06, "traffic": 0.08,
    "step": 0.05, "reuse": 0.035, "ewaste": 0.025, "repair": 0.015, "other": 0.03,
}  # fmt: skip
EVEN = (1.0,) * 12
# January to December; each row is scaled to a mean of one.
MONTHS = {
    "ground": (1.1, 1.0, 1.0, 1.0, 0.9, 0.9, 0.8, 0.7, 1.0, 1.2, 1.2, 1.1),
    "waste": (0.9, 0.9, 1.3, 1.0, 1.0, 1.1, 1.2, 1.3, 1.0, 0.9, 0.8, 1.1),
    "light": (1.7, 1.4, 1.0, 0.7, 0.6, 0.5, 0.5, 0.5, 0.8, 1.1, 1.6, 1.8),
    "green": (0.6, 0.7, 1.1, 1.4, 1.3, 1.3, 1.1, 0.9, 1.0, 1.1, 0.8, 0.7),
    "noise": (0.4, 0.5, 0.8, 0.8, 1.0, 1.6, 2.0, 1.9, 1.3, 0.7, 0.5, 0.6),
    "water": (0.7, 0.7, 0.9, 1.0, 0.8, 0.6, 0.5, 0.8, 1.6, 1.7, 1.2, 0.8),
    "reuse": (0.8, 0.8, 0.9, 1.0, 1.0, 1.4, 1.2, 1.0, 1.5, 0.9, 0.8, 0.7),
    "ewaste": (1.9, 1.2, 0.9, 0.8, 0.8, 0.9, 0.9, 0.7, 0.8, 0.9, 1.0, 1.2),
    "other": (0.6, 0.6, 0.7, 0.9, 1.1, 1.5, 1.8, 1.6, 1.1, 0.8, 0.7, 0.6),
}
# Where a service is reported more, or less, than its district's population says.
DISTRICTS: Mapping[str, Mapping[str, float]] = {
    "ground": {"centre": 1.3, "la-torre": 1.3, "horta-de-baix": 0.5},
    "waste": {"mercat": 1.9, "centre": 1.3, "marina": 1.2, "horta-de-baix": 0.7},
    "light": {"sequia": 1.3, "ponent": 1.4, "horta-de-baix": 1.4},
    "green": {"jardins": 1.9, "tarongers": 1.4, "centre": 0.6},
    "noise": {"marina": 2.4, "centre": 2.1, "cami-de-dalt": 0.4, "horta-de-baix": 0.2},
    "water": {"salines": 2.6, "el-far": 1.8, "la-torre": 0.5},
    "traffic": {"centre": 1.3, "tarongers": 1.3},
    "step": {"ponent": 2.3, "moli-nou": 2.0, "la-torre": 1.4, "jardins": 0.5},
    "ewaste": {"cami-de-dalt": 1.5, "tarongers": 1.4},
}
WEEKDAYS = (1.18, 1.12, 1.08, 1.05, 1.02, 0.82, 0.73)
HOURS = (1, 1, 1, 1, 1, 2, 5, 12, 18, 20, 19, 18, 17, 15, 12, 12, 14, 17, 19, 18, 15, 10, 6, 3)

STORM_MONTH, STORM_DAYS = 10, range(3, 10)
STORM = {"water": 9.0, "green": 4.0, "traffic": 1.5}
STORM_DISTRICTS = frozenset({"salines", "el-far"})
MERCAT_TURNS = 30 * 7  # days after the start
MERCAT_AFTER = 0.45
LIGHT_IN_SEQUIA = (0.6, 2.2)  # from the start to one year later; it stays there


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each (service, district) is reported on one day; the rates of a plain day sum to about one."""

    pairs: tuple[tuple[str, str], ...]
    rates: tuple[float, ...]

    @property
    def total(self) -> float:
        """All of them together."""
        return sum(self.rates)


def rates_on(day: date, *, elapsed_days: int, populations: Mapping[str, int]) -> Rates:
    """Work out the rates of a day, `elapsed_days` after the start of the life."""
    people, shares = sum(populations.values()), sum(SERVICE_SHARES.values())
    pairs: list[tuple[str, str]] = []
    rates: list[float] = []
    for service, share in SERVICE_SHARES.items():
        months = MONTHS.get(service, EVEN)
        season = share / shares * months[day.month - 1] * 12 / sum(months) * WEEKDAYS[day.weekday()]
        weights = {code: n / people * DISTRICTS.get(service, {}).get(code, 1.0) for code, n in populations.items()}
        whole = sum(weights.values())
        for code, weight in weights.items():
            pairs.append((service, code))
            rates.append(season * weight / whole * _event(service, code, day, elapsed_days))
    return Rates(tuple(pairs), tuple(rates))


def _event(service: str, district: str, day: date, elapsed_days: int) -> float:
    factor = 1.0
    if day.month == STORM_MONTH and day.day in STORM_DAYS and service in STORM:
        factor *= STORM[service] * (1.8 if district in STORM_DISTRICTS else 1.0)
    if (service, district) == ("waste", "mercat") and elapsed_days >= MERCAT_TURNS:
        factor *= MERCAT_AFTER
    if (service, district) == ("light", "sequia"):
        start, end = LIGHT_IN_SEQUIA
        factor *= start + (end - start) * min(elapsed_days / 365, 1.0)
    return factor
