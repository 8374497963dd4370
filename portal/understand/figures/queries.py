"""What can be asked about figures: released numbers only, for pages, downloads and the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from portal.understand.figures.catalogue import NEEDS
from portal.understand.figures.figure import Figure, KeptFacts, grouped, total
from portal.understand.figures.models import Released
from portal.understand.figures.releasing.timetable import start_week
from privacy.dp.estimates import Estimate, Scaled
from privacy.dp.explain import Reading, reading_of
from privacy.dp.families import Unit
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Period
from privacy.dp.units import Price

__all__ = (
    "Listed",
    "Newest",
    "by_reference",
    "by_weeks",
    "cells",
    "newest",
    "newest_total",
    "of_year",
    "periods",
    "released",
    "start_week",
    "total",
    "years",
)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest total of one statistic, for a first page: nothing in it is below zero."""

    reference: str
    period: Period
    reading: Reading


@dataclass(frozen=True, slots=True)
class Listed:
    """One release in a list."""

    reference: str
    statistic: str
    period: Period


def by_reference(session: Session, reference: str) -> Figure | None:
    """Return one release by its lasting name."""
    row = session.get(Released, reference)
    return _figure(row) if row else None


def newest(session: Session, *, statistic: str, count: int = 1) -> tuple[Figure, ...]:
    """Return the releases of the newest periods, newest first."""
    rows = select(Released).where(col(Released.statistic) == statistic).order_by(col(Released.first_week).desc())
    return tuple(_figure(row) for row in session.exec(rows.limit(count)))


def released(session: Session, *, statistic: str) -> tuple[Figure, ...]:
    """Return every release of a statistic, oldest first."""
    rows = select(Released).where(col(Released.statistic) == statistic)
    return tuple(_figure(row) for row in session.exec(rows.order_by(col(Released.first_week))))


def by_weeks(session: Session, *, statistic: str, weeks: range) -> tuple[Figure, ...]:
    """Return the releases whose periods lie within some weeks, oldest first."""
    rows = select(Released).where(
        col(Released.statistic) == statistic,
        col(Released.first_week) >= weeks.start,
        col(Released.end_week) <= weeks.stop,
    )
    return tuple(_figure(row) for row in session.exec(rows.order_by(col(Released.first_week))))


def cells(figures: tuple[Figure, ...]) -> Mapping[str, Estimate]:
    """Add up some releases cell by cell: keys are "category/district"; see `city.services.cells`."""
    return grouped(figures, lambda key: key)


def periods(session: Session, *, statistic: str) -> tuple[Period, ...]:
    """List the periods that a statistic was released for, newest first."""
    weeks = select(Released.first_week, Released.end_week).where(col(Released.statistic) == statistic)
    return tuple(Period(*each) for each in session.exec(weeks.order_by(col(Released.first_week).desc())))


def of_year(session: Session, year: int) -> tuple[Listed, ...]:
    """List every release of a budget year, newest first, without its numbers."""
    columns = (Released.reference, Released.statistic, Released.first_week, Released.end_week)
    order = (col(Released.first_week).desc(), col(Released.statistic).desc())
    rows = session.exec(select(*columns).where(col(Released.year) == year).order_by(*order))
    return tuple(Listed(reference, statistic, Period(first, end)) for reference, statistic, first, end in rows)


def years(session: Session) -> tuple[int, ...]:
    """List the budget years that hold a release, newest first."""
    return tuple(session.exec(select(Released.year).distinct().order_by(col(Released.year).desc())))


def newest_total(session: Session, *, statistic: str = NEEDS.name) -> Newest | None:
    """Give the newest city-wide total with its range."""
    found = newest(session, statistic=statistic)
    return Newest(found[0].reference, found[0].period, reading_of(total(found))) if found else None


def _figure(row: Released) -> Figure:
    kept = None
    if row.kept_period is not None and row.kept_share is not None:
        kept = KeptFacts(row.kept_period, Scaled(row.kept_share, row.kept_low or 0.0, row.kept_high or 0.0))
    return Figure(
        reference=row.reference,
        seq=row.seq,
        plan_id=row.plan_id,
        statistic=row.statistic,
        family=row.family,
        period=Period(row.first_week, row.end_week),
        measured_on=row.measured_on,
        noise=Noise(Mechanism(row.mechanism), row.scale_milli),
        half_width=row.half_width,
        price=Price(row.nano_epsilon, row.nano_rho),
        unit=Unit(row.unit),
        bound=row.bound,
        l1=row.l1,
        cells=dict(zip(row.keys, row.numbers, strict=True)),
        domain=row.domain,
        software=row.software,
        payload_hash=row.payload_hash,
        kept=kept,
    )
