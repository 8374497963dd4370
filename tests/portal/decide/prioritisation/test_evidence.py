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
from portal.decide.prioritisation.released import released
from portal.decide.prioritisation.weights import DEFAULT
from portal.decide.prioritisation.window import Window, weeks_of
from portal.decide.solutions import service as solutions
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Period
from tests.portal.decide.evidence import FakeRelease, measure
from tests.portal.decide.making import release

TODAY = date(2026, 11, 23)


def week_release(week: int, *, name: str = "needs", length: int = 1, **numbers: int) -> FakeRelease:
    cells = {f"{service}/centre": number for service, number in numbers.items()}
    return FakeRelease(f"{name}-{week}", Period(week, week + length), cells)


def chain(first: int, *lengths: int) -> list[Period]:
    """Periods of these lengths, one after the other."""
    starts = [first + sum(lengths[:at]) for at in range(len(lengths))]
    return [Period(start, start + length) for start, length in zip(starts, lengths, strict=True)]


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
    window = Window(range(138, 151), residents, anonymous)
    with database.reading() as session:
        return gather(session, window, weights=DEFAULT, on=TODAY, software="veu test")


def test_before_anything_is_released_there_are_no_weeks() -> None:
    assert weeks_of((), (), most=13) is None


def test_the_newest_thirteen_weeks_are_added_up() -> None:
    assert weeks_of(chain(110, *[1] * 40), (), most=13) == range(137, 150)


def test_both_statistics_cover_the_same_weeks() -> None:
    assert weeks_of(chain(110, *[1] * 40), chain(130, *[1] * 17), most=13) == range(134, 147)


def test_a_quarter_is_one_release_and_a_year_is_taken_alone() -> None:
    assert weeks_of(chain(104, 13, 13, 13), (), most=13) == range(130, 143)
    assert weeks_of(chain(104, 53), (), most=13) == range(104, 157)
    assert weeks_of((), chain(104, 14), most=13) == range(104, 118)


LENGTHS = st.lists(st.sampled_from([1, 4, 13]), max_size=4)


@given(LENGTHS, LENGTHS, st.sampled_from([1, 13, 26]))
def test_no_week_is_counted_that_only_one_statistic_has_reached(one: list[int], other: list[int], most: int) -> None:
    periods = [chain(104, *one), chain(104, *other)]
    weeks = weeks_of(*periods, most=most)
    assert (weeks is None) == (not one and not other)
    if weeks is not None:
        assert weeks.stop == min(each[-1].end for each in periods if each)
        assert len(weeks) >= most


def test_what_lies_in_the_weeks_is_read_and_nothing_else(city: Database) -> None:
    for number, period in enumerate(chain(104, *[1] * 40)):
        if number != 33:  # given up: it leaves a gap and nothing else
            release(city, "needs", {("light", "centre"): 1}, period=period)
    release(city, "anonymous", {("light", "centre"): 1}, period=Period(142, 143))
    with city.reading() as session:
        found = released(session, most_weeks=13)
    assert (found.weeks, found.first_week) == (range(130, 143), 130)
    assert len(found.references) == 12 + 1
    with city.reading() as session:
        light = gather(session, found, weights=DEFAULT, on=TODAY, software="veu test").cells
    (cell,) = [each for each in light if each.key == "light/centre"]
    assert (cell.residents.value, cell.anonymous.value, cell.weeks) == (12, 1, 12)


def test_every_need_of_the_city_is_there_whether_anybody_spoke_or_not(city: Database) -> None:
    found = gathered(city, week_release(150, light=4))
    assert len(found.cells) == 12 * 2
    assert found.people == {"centre": 12_000, "marina": 8_000}
    silent = next(each for each in found.cells if each.key == "light/marina")
    assert (silent.residents.value, silent.residents.noise, silent.weeks) == (0, (), 0)


def test_released_numbers_are_added_with_the_noise_of_each(city: Database) -> None:
    older = replace(week_release(149, light=7), noise=Noise(Mechanism.LAPLACE, 2_500))
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
