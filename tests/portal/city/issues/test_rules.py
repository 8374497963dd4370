"""Where an issue may go from where it stands, and who may see it when."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.issues import notes, rules
from portal.city.issues.rules import CannotMove, Note, Outcome, Standing, Status, Step, appears_at, is_visible, step_to

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SAID = Note("inspected")
STEPS = {
    (Status.OPEN, Status.OPEN): Step.NOTE,
    (Status.OPEN, Status.SCHEDULED): Step.SCHEDULED,
    (Status.OPEN, Status.IN_PROGRESS): Step.IN_PROGRESS,
    (Status.OPEN, Status.CLOSED): Step.CLOSED,
    (Status.SCHEDULED, Status.SCHEDULED): Step.NOTE,
    (Status.SCHEDULED, Status.IN_PROGRESS): Step.IN_PROGRESS,
    (Status.SCHEDULED, Status.CLOSED): Step.CLOSED,
    (Status.IN_PROGRESS, Status.IN_PROGRESS): Step.NOTE,
    (Status.IN_PROGRESS, Status.SCHEDULED): Step.SCHEDULED,
    (Status.IN_PROGRESS, Status.CLOSED): Step.CLOSED,
    (Status.CLOSED, Status.OPEN): Step.REOPENED,
    (Status.CLOSED, Status.CLOSED): Step.CLOSED,
}


def standing(status: Status, outcome: Outcome = Outcome.FIXED, note: Note = SAID) -> Standing:
    return Standing(status, outcome if status is Status.CLOSED else None, note)


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_only_the_steps_of_the_table_are_possible(before: Status, after: Status) -> None:
    step = STEPS.get((before, after))
    if step is None:
        with pytest.raises(CannotMove):
            step_to(standing(before), standing(after))
    else:
        assert step_to(standing(before), standing(after, Outcome.NOT_FOUND)) is step


def test_every_status_can_be_reached_and_left() -> None:
    for status in Status:
        assert any(status in rules.TRANSITIONS[other] for other in Status if other is not status)
        assert rules.TRANSITIONS[status] - {status}


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.CLOSED])
def test_only_a_closed_issue_has_an_outcome(status: Status) -> None:
    with pytest.raises(CannotMove):
        step_to(standing(Status.OPEN), Standing(status, Outcome.FIXED, SAID))


def test_closing_needs_an_outcome() -> None:
    with pytest.raises(CannotMove):
        step_to(standing(Status.OPEN), Standing(Status.CLOSED, None, SAID))


@pytest.mark.parametrize("status", list(Status))
def test_a_step_that_changes_nothing_and_says_nothing_is_refused(status: Status) -> None:
    with pytest.raises(CannotMove):
        step_to(standing(status, note=Note()), standing(status, note=Note()))


def test_every_word_that_a_page_may_need_is_there() -> None:
    assert set(rules.STATUS_NAMES) == set(Status)
    assert set(rules.OUTCOME_NAMES) == set(Outcome)
    assert set(rules.STEP_NAMES) == set(Step)
    assert all(len(code) <= 24 for code in notes.NOTES)


def test_only_fixed_says_fixed() -> None:
    assert [each for each, said in rules.OUTCOME_NAMES.items() if "ixed" in str(said)] == [Outcome.FIXED]


@given(st.timedeltas(min_value=timedelta(minutes=-90), max_value=timedelta(hours=24)))
def test_a_delayed_issue_appears_at_a_full_hour_that_tells_no_minute(delay: timedelta) -> None:
    seen_from = appears_at(NOON + delay, now=NOON)
    if delay <= timedelta():
        assert seen_from == NOON
    else:
        assert (seen_from.minute, seen_from.second, seen_from.microsecond) == (0, 0, 0)
        assert NOON + delay <= seen_from < NOON + delay + timedelta(hours=1)


@pytest.mark.parametrize(
    ("hidden", "minutes", "seen"), [(False, 0, True), (False, 1, False), (True, 0, False), (True, 1, False)]
)
def test_an_issue_is_seen_when_its_time_has_come_and_it_is_not_hidden(
    *, hidden: bool, minutes: int, seen: bool
) -> None:
    assert is_visible(published_at=NOON + timedelta(minutes=minutes), hidden=hidden, now=NOON) is seen
