"""The queue in order: a page of it from a place on, and which report comes next."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.city.places.queries import holidays
from portal.doors.staff.cases.case import Case, case_of
from portal.doors.staff.cases.wanted import Order, Wanted
from portal.ground import clock
from portal.listen.reports import queries as reports
from portal.listen.reports.queries import QueueFilter
from portal.web.visit import Visit

PAGE: Final = reports.PAGE


@dataclass(frozen=True, slots=True)
class Page:
    """Some reports in order, and whether others follow."""

    cases: tuple[Case, ...]
    follows: bool


def page(visit: Visit, wanted: Wanted) -> Page:
    """Read one page of the queue."""
    found = _behind(visit, wanted, wanted.after)
    return Page(found[:PAGE], len(found) > PAGE)


def next_case(visit: Visit, wanted: Wanted, *, behind: Case) -> Case | None:
    """Find the report that comes after `behind`, or the first one where it was the last."""
    following = _behind(visit, wanted, behind.id) or _behind(visit, wanted, None)
    return next((each for each in following if each.id != behind.id), None)


def how_many(visit: Visit, wanted: Wanted) -> int:
    """Count the reports that fit, up to one more than is ever said."""
    return reports.how_many_wait(visit.session, _filter(visit, wanted))


def _behind(visit: Visit, wanted: Wanted, place: UUID | None) -> tuple[Case, ...]:
    """Read from the report that `place` names; from the beginning where it is gone."""
    after = reports.by_id(visit.session, place) if place else None
    by_due_day = wanted.order is Order.DUE
    found = reports.queue(visit.session, _filter(visit, wanted), after=after, by_due_day=by_due_day)
    return tuple(case_of(each) for each in found)


def _filter(visit: Visit, wanted: Wanted) -> QueueFilter:
    return wanted.filter_at(clock.now(), visit.site.settings.zone, holidays(visit.session))
