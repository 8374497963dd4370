"""Publish what is due: pay, take the period, count inside the database, add noise, store. The only place that measures.

This module brings OpenDP with it, so it is imported by the command that releases and never by the web server.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.city.places.queries import jurisdiction
from portal.ground.clock_skew import MOST_SKEW_S, skew_s
from portal.ground.contributions.queries import cells
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.settings import Settings
from portal.ground.version import software
from portal.understand.figures import catalogue
from portal.understand.figures.catalogue import Statistic
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.releasing import timetable
from portal.understand.figures.releasing.domain import keys_in
from portal.understand.figures.releasing.service import begin_counting
from portal.understand.figures.releasing.timetable import Due
from portal.understand.figures.rules import BeingMeasured, ClocksDiffer
from privacy.dp.ledger import AlreadyMeasured, Overspent, Release, release_of
from privacy.dp.mechanisms import measure
from privacy.dp.periods import Period
from privacy.dp.plans import Plan
from privacy.dp.weeks import local_day, week_of

Told = Callable[[Due], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of everything that was due."""

    published: tuple[Due, ...] = ()
    refused: tuple[str, ...] = ()  # one sentence for each plan that the year has no room for
    left: tuple[Due, ...] = ()  # in the hands of another worker


def ledger_of(database: Database, settings: Settings) -> DatabaseLedger:
    """Open the ledger of an installation."""
    return DatabaseLedger(database, file=public_file.path_of(settings))


def publish_due(
    database: Database, settings: Settings, *, now: datetime, tell: Told | None = None, most: int | None = None
) -> Outcome:
    """Publish every period that is closed at `now`, at most `most`; what was published before is left alone.

    Where nobody has said since when the city counts, it counts from this week on. Raises ClocksDiffer.
    """
    check_clocks(database)
    today = local_day(now, settings.zone)
    with database.writing() as session:
        if timetable.start_week(session) is None:
            begin_counting(session, week=week_of(today))
    ledger = ledger_of(database, settings)
    ledger.write_out()  # what a worker that died had no time for
    with database.reading() as session:
        waiting = timetable.due(session, today=today)
    return _publish_all(ledger, waiting[:most], today, tell or (lambda _: None))


def check_clocks(database: Database) -> None:
    """Refuse to measure while nobody can say which periods are closed. Raises ClocksDiffer."""
    skew = skew_s(database)
    if skew > MOST_SKEW_S:
        raise ClocksDiffer(f"The clocks of this machine and of the database differ by {skew:.0f} s. Nothing published.")


def _publish_all(ledger: DatabaseLedger, waiting: Iterable[Due], today: date, tell: Told) -> Outcome:
    published, left, refused = [], [], {}
    for each in waiting:
        question = (each.statistic.name, each.period.year)
        if question in refused:
            continue
        try:
            publish(ledger, each.statistic, each.period, today=today)
            published.append(each)
        except Overspent as refusal:
            refused[question] = str(refusal)
        except (BeingMeasured, AlreadyMeasured):
            left.append(each)
        tell(each)
    return Outcome(tuple(published), tuple(refused.values()), tuple(left))


def publish(ledger: DatabaseLedger, statistic: Statistic, period: Period, *, today: date) -> Release:
    """Answer one question for one period, once and for ever, and return the stored answer.

    Raises Overspent, AlreadyMeasured, BeingMeasured, Unfounded (a period that is still open).
    """
    with ledger.database.reading() as session:
        keys = keys_in(session, statistic, period)
    plan = plan_for(ledger, statistic, period, keys)
    more_keys = tuple(key for key in keys if key not in set(plan.keys))
    taken = ledger.reserve(plan.id, period, today=today, more_keys=more_keys)
    with ledger.database.reading() as session:
        counted = cells(session, family=statistic.family, weeks=period.weeks)
    numbers = measure([counted.get(key, 0) for key in (*plan.keys, *taken.more_keys)], plan.noise)
    return ledger.publish(release_of(plan, taken, numbers=numbers, software=software()))


def plan_for(ledger: DatabaseLedger, statistic: Statistic, period: Period, keys: tuple[str, ...]) -> Plan:
    """Give the plan of the period's year, bought now where it is the first time. Raises Overspent."""
    with ledger.database.reading() as session:
        standing = timetable.standing_plan(session, statistic.name, period.year)
        if standing is not None:
            return standing
        city = jurisdiction(session)
        cadence = timetable.cadence_of(session, statistic, period.year)
    if city is None:
        raise ConfigurationError("There is no city yet. Run: veu import city FOLDER")
    if not keys:
        raise ConfigurationError("The city has no districts or no services yet, so there is nothing to count by.")
    budget = ledger.budget(period.year)
    if budget is None:
        budget = catalogue.budget_of(period.year, yearly_epsilon=city.yearly_epsilon)
        ledger.open_year(budget)
    plan = catalogue.plan_of(statistic, budget, cadence=cadence, keys=keys)
    try:
        return ledger.buy(plan).plan
    except Overspent:
        with ledger.database.reading() as session:  # another worker may have bought it with another list of cells
            standing = timetable.standing_plan(session, statistic.name, period.year)
        if standing is None:
            raise
        return standing
