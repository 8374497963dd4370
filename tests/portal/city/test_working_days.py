"""What the city promises falls on days on which it works: no weekend, and none of the holidays that it states."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.city.places import service as places
from portal.city.working_days import due_after, working_days_after
from portal.doors.staff.cases.ages import working_days_before
from portal.ground.database import Database
from portal.listen.barriers import queries as barriers
from portal.listen.barriers.models import Barrier
from tests.cast import JURISDICTION
from tests.portal.listen.reports.test_filing import at_check
from tests.tables import one
from tests.visitor import Visitor

MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = date(2026, 12, 4)
OFF = (date(2026, 12, 7), date(2026, 12, 8))  # Monday and Tuesday


@pytest.mark.parametrize(
    ("days", "off", "day"),
    [
        (1, (), "2026-12-07"),
        (1, OFF, "2026-12-09"),
        (2, OFF, "2026-12-10"),
        (6, OFF, "2026-12-16"),
        (0, OFF, "2026-12-04"),
    ],
)
def test_holidays_are_no_working_days(days: int, off: tuple[date, ...], day: str) -> None:
    assert working_days_after(FRIDAY, days, off) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("days", "off", "day"),
    [(0, (), "2026-12-04"), (1, (), "2026-12-07"), (2, OFF, "2026-12-09"), (5, OFF, "2026-12-09")],
)
def test_a_day_on_which_nobody_works_is_no_day_on_which_an_answer_is_due(days: int, off: Any, day: str) -> None:
    assert due_after(FRIDAY, days, off) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-12-09 12:00", "2026-12-03 12:00"),  # Wednesday after both: since Thursday
        ("2026-12-08 12:00", "2026-12-03 00:00"),  # a holiday behind a weekend: all of Thursday and Friday
    ],
)
def test_what_is_late_is_counted_without_them(now: str, then: str) -> None:
    at, wanted = (datetime.fromisoformat(each).replace(tzinfo=MADRID) for each in (now, then))
    assert working_days_before(at, 2, MADRID, OFF) == wanted


def test_the_citys_holidays_move_every_promise(visitor: Visitor, city: Database) -> None:
    """It is Monday, 23 November 2026, and the city does not work on the 24th and on 14 December."""
    with city.writing() as session:
        off = (date(2026, 12, 14), date(2026, 11, 24))
        places.set_jurisdiction(session, jurisdiction=replace(JURISDICTION, holidays=off))
    sent = visitor.submit(at_check(visitor), "check", public="yes")
    assert "By Thursday, 26 November 2026. We cover" in sent.text, "two working days"
    due = date.fromisoformat(str(one(city, "SELECT due_on FROM listen_report")))
    assert due == date(2026, 12, 15)
    assert "By Tuesday, 15 December 2026" in sent.text
    with city.reading() as session:
        stands = barriers.clock_of(session, Barrier(told_on=date(2026, 11, 23)))
    assert (stands.first_due, stands.answer_due) == (date(2026, 12, 1), date(2026, 12, 23))
