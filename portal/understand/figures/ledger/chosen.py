"""Whether what was chosen for the figures still stands as it was chosen: since when, how often, which turnouts.

No chain holds these rows, and none is secret. Each choice leaves an entry in the audit log, and a turnout a plan in the
ledger; a row that says something else was changed past the portal. Imported weeks of before they left entries are not
compared, nor is a row that somebody adds: it makes more weeks due, and each of them is paid from the same year's cap.
"""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, select

from portal.ground import clock
from portal.ground.audit_log import queries as audit_log
from portal.ground.audit_log.acts import Act
from portal.understand.figures.catalogue import EFFORT, NEEDS, STANDING
from portal.understand.figures.models import CadenceChoice, Lease, Start, Stretch, Turnout
from privacy.dp.ledger import Release, Reservation, Row
from privacy.dp.periods import Cadence, period_named
from privacy.dp.plans import Plan

_STRETCH = "import:"
LONGEST_LEASE_S = 10 * 60


def of_start() -> str:
    """Name the choice since when voices count, as the audit log does."""
    return "figures:start"


def of_cadence(statistic: str) -> str:
    """Name the choice how often a statistic is released."""
    return f"statistic:{statistic}"


def of_turnout(poll: str) -> str:
    """Name the choice to release the turnout of a vote."""
    return f"poll:{poll}"


def of_stretch(name: str) -> str:
    """Name the choice to count the weeks of an import."""
    return f"{_STRETCH}{name.replace(' ', '/')}"


def problems(session: Session, rows: tuple[Row, ...], plans: dict[str, Plan]) -> Iterator[str]:
    """Say of each row that does not stand as it was chosen what is wrong with it."""
    yield from _of_start(session, rows, plans)
    yield from _of_cadences(session)
    yield from _of_stretches(session)
    yield from _of_turnouts(session, rows, plans)
    yield from _of_leases(session, rows)


def _of_start(session: Session, rows: tuple[Row, ...], plans: dict[str, Plan]) -> Iterator[str]:
    start = session.exec(select(Start.week)).first()
    people = {plan.id for plan in plans.values() if plan.statistic in {NEEDS.name, EFFORT.name}}  # never imported
    released = [period_named(row.event.period) for row in rows if isinstance(row.event, Release)
                and row.event.plan_id in people]  # fmt: skip
    if start is None and released:
        yield "understand_start: the week since which voices count is missing"
    elif start is not None and any(period.end <= start for period in released):
        yield f"understand_start: week {start} is behind a period that was released"
    elif _differs(session, of_start(), Act.COUNTING, "week", start):
        yield f"understand_start: week {start} is not what was chosen"


def _of_cadences(session: Session) -> Iterator[str]:
    known, offered = {each.name for each in STANDING}, {each.value for each in Cadence}
    stored = dict(session.exec(select(CadenceChoice.statistic, CadenceChoice.cadence)).all())
    for statistic in sorted(known | stored.keys()):
        cadence = stored.get(statistic)
        if (statistic not in known) or (cadence is not None and cadence not in offered):
            yield f"understand_cadence {statistic}: {cadence} is no choice"
        elif _differs(session, of_cadence(statistic), Act.CADENCE, "cadence", cadence):
            yield f"understand_cadence {statistic}: {cadence or 'nothing'} is not what was chosen"


def _of_stretches(session: Session) -> Iterator[str]:
    noted = audit_log.numbers(session, act=Act.WEEKS)  # first: an import may be running
    stored = session.exec(select(Stretch.name).order_by(Stretch.name)).all()
    for lost in sorted(noted.keys() - {of_stretch(name) for name in stored}):
        yield f"understand_stretch {lost.removeprefix(_STRETCH).replace('/', ' ')}: is missing"
    for name in stored:
        if _is_otherwise(session, name) and _is_otherwise(session, name):  # twice: its weeks may just have become more
            yield f"understand_stretch {name}: its weeks are not those that were imported"


def _is_otherwise(session: Session, name: str) -> bool:
    newest = next(iter(audit_log.entries(session, object=of_stretch(name), limit=1)), None)
    weeks = session.exec(select(Stretch.first_week, Stretch.last_week).where(Stretch.name == name)).one()
    return newest is not None and (newest.facts.get("first_week"), newest.facts.get("last_week")) != tuple(weeks)


def _of_turnouts(session: Session, rows: tuple[Row, ...], plans: dict[str, Plan]) -> Iterator[str]:
    stored = dict(session.exec(select(Turnout.poll, Turnout.week)).all())
    for row in rows:
        poll = plans[row.event.plan_id].statistic.partition(":")[2] if isinstance(row.event, Reservation) else ""
        if isinstance(row.event, Reservation) and poll and not _is_in(stored.get(poll), row.event.period):
            yield f"understand_turnout {poll}: does not fit row {row.seq} of the ledger"
    for poll, week in sorted(stored.items()):
        if _differs(session, of_turnout(poll), Act.TURNOUT, "week", week):
            yield f"understand_turnout {poll}: week {week} is not what was chosen"


def _is_in(week: int | None, period: str) -> bool:
    return week is not None and week in period_named(period).weeks


def _of_leases(session: Session, rows: tuple[Row, ...]) -> Iterator[str]:
    taken = {(row.event.plan_id, row.event.period) for row in rows if isinstance(row.event, Reservation)}
    for plan_id, period, until in session.exec(select(Lease.plan_id, Lease.period, Lease.until)):
        if (plan_id, period) not in taken:
            yield f"understand_lease {plan_id} {period}: nobody took this period"
        elif (until - clock.now()).total_seconds() > LONGEST_LEASE_S:
            yield f"understand_lease {plan_id} {period}: lasts until {until:%Y-%m-%d %H:%M}, longer than any"


def _differs(session: Session, named: str, act: Act, fact: str, stored: Any) -> bool:
    """Compare with the newest entry; what was chosen before choices left entries, or is forgotten, cannot differ."""
    newest = next((each for each in audit_log.entries(session, object=named) if each.act == act), None)
    return newest is not None and newest.facts.get(fact) != stored
