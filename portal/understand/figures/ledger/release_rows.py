"""From a release on the ledger to the row that pages read: each column follows from what the ledger says."""

from datetime import date

from portal.understand.figures.kept import KnownShare
from portal.understand.figures.models import Released
from portal.understand.figures.rules import reference_of
from privacy.dp.families import Family
from privacy.dp.intervals import half_width
from privacy.dp.ledger import Release, Reservation
from privacy.dp.periods import period_named
from privacy.dp.plans import Plan


def shown_row(
    seq: int, *, plan: Plan, family: Family, taken: Reservation, release: Release, kept: KnownShare | None
) -> Released:
    """Write a release as its row; `kept` is the share that was known before row `seq`."""
    period = period_named(release.period)
    share = kept.share if kept else None
    return Released(
        reference=reference_of(plan.statistic, release.period),
        seq=seq,
        plan_id=plan.id,
        statistic=plan.statistic,
        family=plan.family,
        period=release.period,
        year=plan.year,
        first_week=period.first,
        end_week=period.end,
        measured_on=date.fromisoformat(taken.reserved_on),
        mechanism=release.mechanism.value,
        scale_milli=release.scale_milli,
        half_width=half_width(plan.noise),
        nano_epsilon=plan.price.nano_epsilon,
        nano_rho=plan.price.nano_rho,
        unit=family.unit.value,
        bound=family.bound,
        l1=plan.l1,
        keys=[*plan.keys, *taken.more_keys],
        numbers=list(release.numbers),
        domain=release.domain,
        software=release.software,
        payload_hash=release.payload_hash,
        kept_share=share.value if share else None,
        kept_low=share.low if share else None,
        kept_high=share.high if share else None,
        kept_period=kept.period if kept else None,
    )
