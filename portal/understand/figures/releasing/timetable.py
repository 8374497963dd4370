"""Which periods are closed by the calendar and not published yet: read from public facts, never from voices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from portal.understand.figures.catalogue import ANONYMOUS, EFFORT, NEEDS, STANDING, Statistic, turnout
from portal.understand.figures.ledger import chain_rows
from portal.understand.figures.models import CadenceChoice, LedgerRow, Released, Start, Stretch, Turnout
from portal.understand.figures.rules import UnknownStatistic
from privacy.dp.kept_share import share_cadence
from privacy.dp.ledger import Purchase
from privacy.dp.periods import Cadence, Period, periods_of
from privacy.dp.plans import Plan
from privacy.dp.weeks import week_of, weeks_of, year_of


@dataclass(frozen=True, slots=True)
class Due:
    """One question that may be answered now."""

    statistic: Statistic
    period: Period


def statistics(session: Session) -> tuple[Statistic, ...]:
    """List everything that is released: what stands in the catalogue, and the turnout of each vote."""
    votes = session.exec(select(Turnout).order_by(col(Turnout.week), col(Turnout.poll)))
    return (*STANDING, *(turnout(each.poll, each.week) for each in votes))


def statistic_named(session: Session, name: str) -> Statistic:
    """Find a statistic. Raises UnknownStatistic."""
    for each in statistics(session):
        if each.name == name:
            return each
    raise UnknownStatistic(name)


def start_week(session: Session) -> int | None:
    """Say from which week on voices are counted, if that was said."""
    return session.exec(select(Start.week)).first()


def due(session: Session, *, today: date) -> tuple[Due, ...]:
    """List what can be released on a day, needs before the shares that are worked out from them, older years first."""
    return tuple(each for each in waiting(session, today=today) if each.period.is_closed(today))


def waiting(session: Session, *, today: date) -> tuple[Due, ...]:
    """List what is counted up to a day and not released, in the same order; the newest periods are still open."""
    own, imported = _own_weeks(session, until=week_of(today)), _imported_weeks(session)
    ended = _ended(session)
    years = sorted({year for some in (*own, *imported) for year in range(year_of(some[0]), year_of(some[-1]) + 1)})
    return tuple(
        Due(statistic, period)
        for year in years
        for statistic in statistics(session)
        for period in periods(session, statistic, year)
        if _reaches(period, (*own, *imported) if statistic == ANONYMOUS else own)
        and (statistic.name, period.key) not in ended
    )


def _own_weeks(session: Session, *, until: int) -> tuple[range, ...]:
    start = start_week(session)
    return () if start is None else (range(start, max(start, until) + 1),)


def _imported_weeks(session: Session) -> tuple[range, ...]:
    """List the weeks that were imported. Nobody was signed in then, so nothing but anonymous voices can be in them."""
    return tuple(range(each.first_week, each.last_week + 1) for each in session.exec(select(Stretch)))


def _reaches(period: Period, counted: Iterable[range]) -> bool:
    return any(period.first < weeks.stop and weeks.start < period.end for weeks in counted)


def periods(session: Session, statistic: Statistic, year: int) -> tuple[Period, ...]:
    """Cut a year as the statistic's plan does, or as it will once it is bought."""
    week = statistic.only_week
    if week is not None and year_of(week) != year:
        return ()
    cut = periods_of(year, cadence_of(session, statistic, year))
    return tuple(period for period in cut if week is None or week in period.weeks)


def cadence_of(session: Session, statistic: Statistic, year: int) -> Cadence:
    """Say how often a statistic is released in a year: as it was bought, or as the city wants it, or as is usual."""
    plan = standing_plan(session, statistic.name, year)
    if plan is not None:
        return plan.cadence
    if statistic.only_week is not None:
        return statistic.cadence
    if statistic.name == EFFORT.name:
        return _effort_cadence(session, year)
    chosen = session.get(CadenceChoice, statistic.name)
    return Cadence(chosen.cadence) if chosen else statistic.cadence


def standing_plan(session: Session, statistic: str, year: int) -> Plan | None:
    """Give the plan that a statistic is released under in a year: the first one bought."""
    bought = select(LedgerRow).where(
        col(LedgerRow.kind) == Purchase.kind, col(LedgerRow.year) == year, col(LedgerRow.statistic) == statistic
    )
    row = session.exec(bought.order_by(col(LedgerRow.seq)).limit(1)).first()
    event = chain_rows.row_of(row).event if row else None
    return event.plan if isinstance(event, Purchase) else None


def _effort_cadence(session: Session, year: int) -> Cadence:
    """A quarter's share stands clear of its noise in a large city only; and quarters are made of whole periods."""
    last_year = select(Released).where(col(Released.statistic) == EFFORT.name, col(Released.year) == year - 1)
    weeks = weeks_of(year - 1)
    counted = max(weeks.stop - max(start_week(session) or weeks.start, weeks.start), 1)  # a first year is shorter
    voices = round(sum(sum(row.numbers) for row in session.exec(last_year)) * len(weeks) / counted)
    nests = cadence_of(session, NEEDS, year) in (Cadence.WEEK, Cadence.QUARTER)
    return share_cadence(voices) if nests else Cadence.YEAR


def oldest_unreleased(session: Session, family: str, *, year: int) -> int | None:
    """Give the first week of a family that a release is still counted from; None where no statistic asks for it."""
    ended, start = _ended(session), start_week(session)
    first = weeks_of(year - 1).start if start is None else start
    asking = [each for each in statistics(session) if each.family == family]
    waiting = (
        period.first
        for each in asking
        for cut in range(year_of(first), year + 1)
        for period in periods(session, each, cut)
        if period.end > first and (each.name, period.key) not in ended
    )
    return min(waiting, default=weeks_of(year).stop) if asking else None


def _ended(session: Session) -> frozenset[tuple[str | None, str | None]]:
    ended = select(LedgerRow.statistic, LedgerRow.period).where(col(LedgerRow.kind).in_(("release", "forfeit")))
    return frozenset(session.exec(ended).all())
