"""A crowd that presses at once is counted as if each had pressed alone."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import queries as issues
from portal.city.issues.queries import Shown
from portal.ground.clock import FrozenClock
from portal.ground.contributions.models import Contribution
from portal.ground.database import Database
from portal.listen.support import service
from portal.listen.support.models import Support
from portal.listen.support.rules import IssueEnded
from portal.listen.support.voter import Voter
from privacy.vault.pseudonyms import Pseudonym, pseudonym, root_of_email
from tests.portal.city.issues.invented import closed, published

WEEK = 151
KEY = bytes(32)
Press = tuple[Shown, Voter]
Give = Callable[[Session, Sequence[Press]], None]


def person(number: int) -> Voter:
    """Somebody with an account, or, for every third, with a cookie only."""
    root = root_of_email(f"resident-{number}@marjal.example", key=KEY)

    def unit_of(name: str) -> Pseudonym:
        return pseudonym(root, key=name.encode().ljust(32, b"."))

    return Voter((f"secret-{number}",), None if number % 3 == 0 else unit_of)


def one_by_one(session: Session, presses: Sequence[Press]) -> None:
    for issue, voter in presses:
        try:
            service.give(session, issue=issue, voter=voter, week=WEEK)
        except IssueEnded:
            continue


def all_at_once(session: Session, presses: Sequence[Press]) -> None:
    service.give_many(session, presses, week=WEEK)


def without_looking(session: Session, presses: Sequence[Press]) -> None:
    """The control: each press on its own, whoever pressed before."""
    for issue, voter in presses:
        service.give(session, issue=issue, voter=Voter((f"{Random().random()}",), voter.unit_of), week=WEEK)


def counted(
    database: Database, give: Callable[[Session, Sequence[Press]], None], presses: Sequence[Press]
) -> tuple[Counter[Any], Counter[Any]]:
    """What stands in both tables afterwards; the tables are left empty again."""
    with database.writing() as session:
        give(session, presses)
        session.flush()
        marks = Counter(session.execute(sa.select(Support.issue_id, Support.mark)).all())  # type: ignore[call-overload]
        voices = sa.select(Contribution.family, Contribution.cell, Contribution.week, Contribution.slot)  # type: ignore[call-overload]
        found = marks, Counter(session.execute(voices).all())
        session.rollback()
    return found


def a_day(database: Database, seed: int) -> tuple[Press, ...]:
    """Presses of one day in disorder: some twice, some on an issue that is closed."""
    with database.writing() as session:
        ended = published(session, district_code="mercat", **closed())
        opened = [published(session, service_code=code) for code in ("ground", "light", "waste")]
        known = [issues.shown(session, issue.reference) for issue in (*opened, ended)]
    dice = Random(seed)
    return tuple((shown, person(dice.randrange(9))) for shown in dice.choices(known, k=40) if shown)


def test_a_crowd_is_counted_like_its_people_one_by_one(database: Database, frozen_clock: FrozenClock) -> None:
    for seed in range(5):
        presses = a_day(database, seed)
        expected = counted(database, one_by_one, presses)
        assert counted(database, all_at_once, presses) == expected
        assert counted(database, all_at_once, presses * 2) == expected, "pressing again counts nothing"


def test_control_presses_that_nobody_compares_count_more(database: Database, frozen_clock: FrozenClock) -> None:
    presses = tuple(press for press in a_day(database, 0) if press[0].status == "open")
    _, careless = counted(database, without_looking, presses)
    _, careful = counted(database, one_by_one, presses)
    assert careless.total() > careful.total()


def test_an_empty_day_is_a_day(database: Database) -> None:
    assert counted(database, all_at_once, ()) == (Counter(), Counter())
