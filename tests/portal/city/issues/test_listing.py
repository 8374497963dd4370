"""The list page by page: each issue once, whatever is published meanwhile, and never a scan of all rows."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.listing import PAGE, Group, Order, Page, Shape, Wanted, page, statement
from portal.city.issues.models import ISSUES
from portal.city.issues.rules import Outcome
from portal.city.issues.service import publish_many
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.city.issues.invented import closed, days_ago, new_issue

NO_OR_YES = (False, True)
SHAPES = [
    Shape(group, by_category, by_district, descending, from_mark)
    for group, by_category, by_district, descending, from_mark in product(
        Group, NO_OR_YES, NO_OR_YES, NO_OR_YES, NO_OR_YES
    )
]


def fill(session: Session, count: int, *, days: int = 3, seed: int = 7) -> tuple[str, ...]:
    """Publish issues that share a few days: the order within a day matters."""
    dice = random.Random(seed)
    new = (
        new_issue(
            reported_on=days_ago(dice.randrange(days)),
            service_code=dice.choice(("ground", "light")),
            district_code=dice.choice(("centre", "marina")),
            **(closed() if dice.random() < 0.4 else {}),
        )
        for _ in range(count)
    )
    return publish_many(session, new, prefix="VIL")


def pages(session: Session, wanted: Wanted) -> Iterator[Page]:
    """Read on until nothing follows."""
    while True:
        found = page(session, wanted)
        yield found
        if found.next is None:
            return
        wanted = wanted.at(after=found.next)


def in_order(session: Session, wanted: Wanted) -> list[str]:
    """What the pages should say, read in one go."""
    asked = sa.select(ISSUES.c.reference).order_by(ISSUES.c.reported_on.desc(), ISSUES.c.reference.desc())
    if wanted.group is not Group.ALL:
        asked = asked.where(ISSUES.c.is_open == (wanted.group is Group.OPEN))
    if wanted.category:
        asked = asked.where(ISSUES.c.service_code == wanted.category)
    if wanted.district:
        asked = asked.where(ISSUES.c.district_code == wanted.district)
    found = list(session.scalars(asked))
    return found if wanted.order is Order.NEWEST else found[::-1]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("group", Group)
def test_the_pages_are_the_whole_list_in_order(
    database: Database, frozen_clock: FrozenClock, group: Group, order: Order
) -> None:
    with database.writing() as session:
        fill(session, 130)
    with database.reading() as session:
        for category, district in product(("", "light"), ("", "marina")):
            wanted = Wanted(group, category, district, order)
            read = [line.reference for each in pages(session, wanted) for line in each.lines]
            assert read == in_order(session, wanted)


def test_the_way_back_leads_over_the_same_pages(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        fill(session, 3 * PAGE + 5)
    with database.reading() as session:
        forth = list(pages(session, Wanted(Group.ALL)))
        back = [forth[-1]]
        while back[-1].previous is not None:
            back.append(page(session, Wanted(Group.ALL, before=back[-1].previous)))
    assert [each.lines for each in reversed(back)] == [each.lines for each in forth]
    assert forth[0].previous is None


def test_a_page_before_the_second_issue_is_the_first_page(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        fill(session, PAGE + 5)
    with database.reading() as session:
        first = page(session, Wanted(Group.ALL))
        wanted = Wanted(Group.ALL, before=page(session, Wanted(Group.ALL, after=first.next)).previous)
        assert page(session, wanted).lines == first.lines
        second = next(pages(session, Wanted(Group.ALL)))
        near = Wanted(Group.ALL).at(before=page(session, Wanted(Group.ALL)).next)
        assert len(page(session, near).lines) == len(second.lines) == PAGE


def read_while_publishing(session: Session, read: Iterator[list[str]]) -> Counter[str]:
    """Read page by page, and publish more issues after each page."""
    seen: Counter[str] = Counter()
    for number, references in enumerate(read):
        seen.update(references)
        fill(session, 9, seed=number)
    return seen


def by_offset(session: Session, most: int) -> Iterator[list[str]]:
    """The way that we do not go: pages by number."""
    for start in range(0, most, PAGE):
        yield in_order(session, Wanted(Group.ALL))[start : start + PAGE]


def test_each_issue_is_visited_once_while_others_are_published(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        there = fill(session, 100)
        read = ([line.reference for line in each.lines] for each in pages(session, Wanted(Group.ALL)))
        seen = read_while_publishing(session, read)
    assert {seen[reference] for reference in there} == {1}
    assert max(seen.values()) == 1


def test_control_pages_by_number_show_some_issues_twice(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        fill(session, 100)
        seen = read_while_publishing(session, by_offset(session, 100))
    assert max(seen.values()) > 1


def test_no_page_sorts_or_scans(database: Database, frozen_clock: FrozenClock) -> None:
    parameters = {"category": "light", "district": "marina", "day": days_ago(1), "reference": "VIL 777 777"}
    with database.writing() as session:
        fill(session, 20)
        for shape in SHAPES:
            plan = _plan(session, statement(shape), parameters, sqlite=database.is_sqlite)
            columns = ["i"] * (shape.group is not Group.ALL) + ["s"] * shape.by_category + ["d"] * shape.by_district
            index = f"ix_city_issue_list_{''.join(columns) or 'all'}"
            # PostgreSQL may take a shorter one for twenty rows; what counts is that it reads in order and stops.
            assert (index if database.is_sqlite else " using ix_city_issue_list_") in plan, shape
            assert "Sort" not in plan, shape
            assert "TEMP B-TREE" not in plan, shape


def _plan(session: Session, asked: sa.Select[object], parameters: dict[str, object], *, sqlite: bool) -> str:
    """Ask the database how it would read; PostgreSQL would scan twenty rows, so that is forbidden to it here."""
    compiled = asked.params(parameters).compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    if sqlite:
        return "\n".join(str(row[-1]) for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {compiled}")))
    for way in ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_incremental_sort"):
        session.execute(sa.text(f"SET LOCAL {way} = off"))
    return "\n".join(str(row[0]) for row in session.execute(sa.text(f"EXPLAIN {compiled}")))


def test_a_filter_is_written_into_addresses_without_what_is_usual() -> None:
    assert not any(Wanted().query.values())
    chosen = Wanted(Group.ALL, "light", "marina", Order.OLDEST).query
    assert chosen == {"status": "all", "category": "light", "district": "marina", "order": "oldest"}


def test_closed_issues_with_any_outcome_are_in_the_closed_group(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        publish_many(session, [new_issue(**closed(outcome=outcome)) for outcome in Outcome], prefix="VIL")
        assert len(page(session, Wanted(Group.CLOSED)).lines) == len(Outcome)
        assert page(session, Wanted(Group.OPEN)).lines == ()
