"""Two presses at the same moment are one: the key of the table decides, not a look-up."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import queries as issues
from portal.city.issues.queries import Shown
from portal.ground.clock import FrozenClock
from portal.ground.contributions.models import Contribution
from portal.ground.contributions.voices import admit_voice
from portal.ground.database import Database
from portal.listen.support import service
from portal.listen.support.models import Support
from portal.listen.support.voter import Voter
from tests.portal.city.issues.invented import published

THREADS = 8
ROUNDS = 6
WEEK = 151

Give = Callable[[Session, Shown, Voter], None]


def one_statement(session: Session, issue: Shown, voter: Voter) -> None:
    service.give(session, issue=issue, voter=voter, week=WEEK)


def look_then_leap(session: Session, issue: Shown, voter: Voter) -> None:
    """The way that we do not go: ask whether a mark is there, then count and write."""
    (mark,) = voter.marks_on(issue.id)
    there = sa.select(Support.mark).where(Support.issue_id == issue.id, Support.mark == mark)  # type: ignore[call-overload]
    if session.execute(there).first() is None:
        admit_voice(session, unit_of=None, week=WEEK, cell="ground/centre")


def press_together(database: Database, give: Give) -> int:
    """Let many threads press for one browser at once, over several issues; give how many voices were counted."""
    with database.writing() as session:
        shown = [issues.shown(session, published(session).reference) for _ in range(ROUNDS)]
    barrier = Barrier(THREADS)

    def press(_thread: int) -> None:
        for issue in shown:
            assert issue is not None
            barrier.wait(timeout=30)
            with database.write_session() as session:
                give(session, issue, Voter(("secret",)))
                if give is look_then_leap:  # all look before any leap is seen
                    barrier.wait(timeout=30)
                session.commit()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(press, range(THREADS)))
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Contribution)) or 0


def test_many_threads_count_one_voice_an_issue(database: Database, frozen_clock: FrozenClock) -> None:
    assert press_together(database, one_statement) == ROUNDS
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Support)) == ROUNDS


def test_control_looking_first_counts_twice_on_postgresql(database: Database, frozen_clock: FrozenClock) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets one transaction write, so looking first is safe there")
    assert press_together(database, look_then_leap) > ROUNDS
