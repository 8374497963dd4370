"""What a ranking is made of: the newest weeks that both statistics have, public problems, published measures."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from portal.city.issues import service as issues
from portal.city.issues.burdens import open_burdens
from portal.city.issues.models import Issue
from portal.city.issues.new_issue import NewIssue, Words
from portal.city.issues.rules import Note, Outcome, Status
from portal.decide.prioritisation.evidence import gather
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.weights import DEFAULT
from portal.decide.prioritisation.window import Window, window_of
from portal.decide.solutions import service as solutions
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.decide.evidence import FakeRelease, measure

TODAY = date(2026, 11, 23)
WEEK = 151


def week_release(week: int, *, name: str = "needs", length: int = 1, **numbers: int) -> FakeRelease:
    cells = {(service, "centre"): number for service, number in numbers.items()}
    return FakeRelease(f"{name}-{week}", week, week + length, cells)


def publish(session: Session, *, days_ago: int = 0, severity: int = 2, service: str = "light") -> Issue:
    new = NewIssue(
        service_code=service,
        district_code="centre",
        title=Words("A lamp", "en"),
        description=Words("", ""),
        place=Words("Carrer Nou", "ca"),
        point=None,
        reported_on=TODAY - timedelta(days=days_ago),
        due_on=None,
        published_at=clock.now(),
        severity=severity,
    )
    return issues.publish(session, new, prefix="VIL", today=TODAY)


def gathered(database: Database, *residents: FakeRelease, anonymous: tuple[FakeRelease, ...] = ()) -> Inputs:
    window = window_of(residents, anonymous, weeks=13)
    assert window is not None
    with database.reading() as session:
        return gather(session, window, weights=DEFAULT, on=TODAY, software="veu test")


def test_before_anything_is_released_there_is_no_window() -> None:
    assert window_of((), (), weeks=13) is None


def test_the_newest_thirteen_weeks_are_added_up() -> None:
    window = window_of([week_release(week) for week in range(100, 140)], (), weeks=13)
    assert (window.first_week, window.end_week) == (127, 140)
    assert len(window.references) == 13


def test_both_statistics_cover_the_same_weeks() -> None:
    residents = [week_release(week) for week in range(100, 140)]
    late = [week_release(week, name="anonymous") for week in range(120, 137)]
    window = window_of(residents, late, weeks=13)
    assert (window.first_week, window.end_week) == (124, 137)
    assert [each.end_week for each in window.residents][-1] == 137


def test_a_quarter_is_one_release_and_a_year_is_taken_alone() -> None:
    quarters = [week_release(week, length=13) for week in (100, 113, 126)]
    assert window_of(quarters, (), weeks=13).references == ("needs-126",)
    assert window_of([week_release(100, length=52)], (), weeks=13).first_week == 100


def test_a_week_that_was_given_up_leaves_a_gap_and_nothing_else() -> None:
    released = [week_release(week) for week in range(100, 140) if week != 133]
    assert len(window_of(released, (), weeks=13).references) == 12


@given(st.lists(st.sampled_from([1, 4, 13]), max_size=8), st.lists(st.sampled_from([1, 4, 13]), max_size=8),
       st.sampled_from([4, 13, 26]))  # fmt: skip
def test_no_week_is_counted_that_only_one_statistic_has_reached(one: list[int], other: list[int], weeks: int) -> None:
    def chain(lengths: list[int]) -> list[FakeRelease]:
        starts = [100 + sum(lengths[:at]) for at in range(len(lengths))]
        return [week_release(start, length=length) for start, length in zip(starts, lengths, strict=True)]

    window = window_of(chain(one), chain(other), weeks=weeks)
    assert (window is None) == (not one and not other)
    if isinstance(window, Window):
        ends = [100 + sum(each) for each in (one, other) if each]
        assert window.end_week == min(ends)
        for release in (*window.residents, *window.anonymous):
            assert window.first_week <= release.first_week < release.end_week <= window.end_week


def test_every_need_of_the_city_is_there_whether_anybody_spoke_or_not(city: Database) -> None:
    found = gathered(city, week_release(150, light=4))
    assert len(found.cells) == 12 * 2
    assert found.people == {"centre": 12_000, "marina": 8_000}
    silent = next(each for each in found.cells if each.key == "light/marina")
    assert (silent.residents.value, silent.residents.noise, silent.weeks) == (0, (), 0)


def test_released_numbers_are_added_with_the_noise_of_each(city: Database) -> None:
    older = replace(week_release(149, light=7), scale_milli=2_500)
    found = gathered(city, older, week_release(150, light=-4), anonymous=(week_release(150, light=9),))
    light = next(each for each in found.cells if each.key == "light/centre")
    assert light.residents.value == 3
    assert {(each.scale_milli, each.count) for each in light.residents.noise} == {(2_500, 1), (5_000, 1)}
    assert light.anonymous.value == 9
    assert light.weeks == 2


def test_open_public_problems_are_counted_by_severity_and_age(city: Database, frozen_clock: FrozenClock) -> None:
    with city.writing() as session:
        for days in (0, 29, 30, 179, 180, 400):
            publish(session, days_ago=days)
        publish(session, severity=3)
    with city.reading() as session:
        found = open_burdens(session, on=TODAY, ages_days=(30, 180))
    assert [(each.severity, each.age, each.issues) for each in found] == [(2, 0, 2), (2, 1, 2), (2, 2, 2), (3, 0, 1)]


def test_what_is_hidden_closed_or_not_yet_public_does_not_count(city: Database, frozen_clock: FrozenClock) -> None:
    with city.writing() as session:
        publish(session)
        issues.hide(session, publish(session))
        closed = publish(session)
        issues.move_on(session, closed, status=Status.CLOSED, outcome=Outcome.FIXED, note=Note(),
                       version=closed.version, today=TODAY)  # fmt: skip
        waits = publish(session)
        waits.published_at = clock.now() + timedelta(hours=1)
        session.add(waits)
    light = next(each for each in gathered(city, week_release(150)).cells if each.key == "light/centre")
    assert [each.count for each in light.open] == [1]


def test_only_published_measures_are_ranked(city: Database) -> None:
    with city.writing() as session:
        shown = solutions.draft(session, measure=measure(1))
        solutions.draft(session, measure=measure(2))
        solutions.publish(session, shown.reference, version=1, today=TODAY)
    (found,) = gathered(city, week_release(150)).candidates
    assert (found.reference, found.version, found.titles["en"]) == (shown.reference, 2, "Measure 1")
