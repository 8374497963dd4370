"""How a release was made, as facts for programs: everything about it that is not one of its numbers."""

from collections.abc import Callable
from typing import Any

from i18n.lazy import Lazy, lazy
from portal.understand.figures.catalogue import Statistic
from portal.understand.figures.figure import Figure, KeptFacts
from privacy.dp.weeks import monday_of

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
NOTE = lazy(
    "Noise was added to every number on purpose, so that no single person can be found in it. "
    "A number may be below zero. Keep it so when you add numbers up."
)


def facts_of(
    figure: Figure, statistic: Statistic, *, time_zone: str, delta: float, say: Callable[[Lazy], str]
) -> dict[str, Any]:
    """Gather period, method, kept share, versions and the place on the ledger."""
    period = figure.period
    return {
        "release": figure.reference,
        "title": say(statistic.title),
        "question": say(statistic.question),
        "period": {
            "name": period.key,
            "first_day": monday_of(period.first).isoformat(),
            "last_day": period.last_day.isoformat(),
            "time_zone": time_zone,
        },
        "measured_on": figure.measured_on.isoformat(),
        "method": {"note": say(NOTE)} | _method(figure, delta),
        "kept_share": _kept(figure.kept),
        "domain_version": figure.domain,
        "software_version": figure.software,
        "ledger": {"row": figure.seq, "plan": figure.plan_id, "payload_sha256": figure.payload_hash},
        "licence": LICENCE,
    }


def _method(figure: Figure, delta: float) -> dict[str, Any]:
    return {
        "mechanism": f"discrete {figure.mechanism}",
        "scale": figure.noise.scale,
        "epsilon_of_the_year": figure.epsilon,
        "rho_of_the_year": figure.rho,
        "delta_of_the_year": delta,
        "unit": figure.unit.value,
        "voices_a_unit_and_window": figure.bound,
        "voices_a_unit_and_year": figure.l1,
        "half_width_of_a_number": figure.half_width,
        "level_percent": 95,
    }


def _kept(kept: KeptFacts | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {"period": kept.period, "value": kept.share.value, "low": kept.share.low, "high": kept.share.high}
