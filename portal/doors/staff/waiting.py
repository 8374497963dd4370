"""The queue in order: a page of it from a place on, and which report comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.doors.staff.case import Case, case_of
from portal.doors.staff.rules import MOST_SAID
from portal.doors.staff.wanted import Order, Wanted
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
    found = _by_due_day(visit, wanted) if wanted.order is Order.DUE else _oldest(visit, wanted)
    return Page(tuple(found[:PAGE]), len(found) > PAGE)


def next_case(visit: Visit, wanted: Wanted, *, behind: Case) -> Case | None:
    """Find the report that comes after `behind`, or the first one where it was the last."""
    return _after(visit, wanted, behind) or _after(visit, wanted, None, other_than=behind.id)


def how_many(visit: Visit, wanted: Wanted) -> int:
    """Count the reports that fit, up to one more than is ever said."""
    return reports.how_many_wait(visit.session, _filter(visit, wanted))


def _after(visit: Visit, wanted: Wanted, behind: Case | None, *, other_than: UUID | None = None) -> Case | None:
    if wanted.order is Order.DUE:
        found: Sequence[Case] = [each for each in _most(visit, wanted) if behind is None or _due(each) > _due(behind)]
    else:
        found = _read(visit, _filter(visit, wanted), behind)
    return next((each for each in found if each.id != other_than), None)


def _oldest(visit: Visit, wanted: Wanted) -> Sequence[Case]:
    return _read(visit, _filter(visit, wanted), _place(visit, wanted))


def _by_due_day(visit: Visit, wanted: Wanted) -> Sequence[Case]:
    """Order the oldest of the queue by the day on which the city owes an answer."""
    place = _place(visit, wanted)
    return [each for each in _most(visit, wanted) if place is None or _due(each) > _due(place)]


def _most(visit: Visit, wanted: Wanted) -> list[Case]:
    """Read the oldest reports, as many as are ever counted, by their due day."""
    asked, found = _filter(visit, wanted), list[Case]()
    while len(found) < MOST_SAID:
        some = _read(visit, asked, found[-1] if found else None)
        found += some[:PAGE]
        if len(some) <= PAGE:
            break
    return sorted(found[:MOST_SAID], key=_due)


def _read(visit: Visit, asked: QueueFilter, behind: Case | None) -> list[Case]:
    after = (behind.filed_at, behind.id) if behind else None
    return [case_of(each) for each in reports.queue(visit.session, asked, after=after)]


def _place(visit: Visit, wanted: Wanted) -> Case | None:
    """Find the report behind which the page begins; the beginning where it is gone."""
    found = reports.by_id(visit.session, wanted.after) if wanted.after else None
    return case_of(found) if found else None


def _filter(visit: Visit, wanted: Wanted) -> QueueFilter:
    return wanted.filter_at(clock.now(), visit.site.settings.zone)


def _due(case: Case) -> tuple[object, ...]:
    return case.due_on, case.filed_at, case.id
