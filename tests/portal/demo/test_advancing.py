"""The demo's clock moves when the time up to it has been lived, so that nothing is published or shredded before."""

from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlmodel import col, select

from portal.commands import demo
from portal.demo.loading import found, live_until, new_memory
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.reports import service as reports
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Reason, Status
from portal.understand.figures.releasing.service import begin_counting
from portal.workplace import Workplace, clock_file
from privacy.dp.weeks import week_of
from privacy.vault.keys import KeyRing

WEEK = timedelta(weeks=1)


@pytest.fixture
def place(database: Database, settings: Settings, ring: KeyRing) -> Workplace:
    """A demo whose city has been counting for a while."""
    found(database, settings)
    memory = new_memory(settings, days=1)
    memory.played_until = clock.now()
    memory.save(settings.var)
    with database.writing() as session:
        begin_counting(session, week=week_of(clock.now().date()) - 1)
    return Workplace(settings, database)


def test_a_week_is_lived_before_the_clock_says_so(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[timedelta, timedelta]] = []
    before = clock.now()

    def live(_place: Workplace, _memory: object, _title: str, *, until: datetime) -> None:
        seen.append((clock.now() - before, until - before))

    monkeypatch.setattr(demo, "_live", live)
    with clock.installed(clock_file(place.settings)):
        before = clock.now()
        demo._advance(place, WEEK)
        assert timedelta() <= clock.now() - before - WEEK < timedelta(minutes=5)
    ((moved, lived),) = seen
    assert moved < timedelta(minutes=5), "the clock of the server beside it stood still meanwhile"
    assert timedelta() <= lived - WEEK < timedelta(minutes=5)
    assert "clock moved by 7 days" in capsys.readouterr().out
    assert Path(place.settings.var, "clock-offset").read_text() == str(7 * 24 * 3600)


def test_two_at_once_wait_for_each_other(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []

    def second() -> None:
        with demo._alone(place):
            done.append("second")

    with demo._alone(place):
        other = Thread(target=second)
        other.start()
        other.join(0.2)
        done.append("first")
    other.join()
    assert done == ["first", "second"]
    assert "Waiting for it" in capsys.readouterr().err


def test_what_staff_decided_stands_when_life_goes_on(database: Database, settings: Settings, ring: KeyRing) -> None:
    found(database, settings)
    memory = new_memory(settings, days=4)
    facts: dict[str, Any] = {"database": database, "settings": settings, "ring": ring, "memory": memory}
    quiet = lambda _day: None  # noqa: E731 - a progress that nobody watches
    live_until(clock.now() - timedelta(days=3), progress=quiet, **facts)
    waiting = select(Report).where(col(Report.status) == Status.RECEIVED)
    with database.writing() as session:
        decided = session.exec(waiting).all()
        for report in decided:
            reports.decline(session, ring, report, version=report.version, reason=Reason.NOT_CLEAR, zone=settings.zone)
    assert decided
    live_until(clock.now(), progress=quiet, **facts)
    with database.reading() as session:
        for report in decided:
            found_again = session.get_one(Report, report.id)
            assert (found_again.status, found_again.reason) == (Status.DECLINED, Reason.NOT_CLEAR)
        assert session.exec(waiting).all(), "and life went on"
