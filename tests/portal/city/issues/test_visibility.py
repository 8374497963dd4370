"""Whatever state issues are in: every public answer shows what the one predicate says, and nothing else."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.city.issues import photos, queries
from portal.city.issues.addresses import written
from portal.city.issues.listing import Group, Wanted, page
from portal.city.issues.models import ISSUES, PHOTOS, TIMELINE
from portal.city.issues.rules import is_visible
from portal.city.issues.service import publish_many
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.publicity.service import announce
from tests.conftest import NOON
from tests.portal.city.issues.invented import MOST_OF_THE_WORLD, closed, new_issue, set_state
from tests.visitor import Visitor

PHOTO = "0123456789abcdef0123456789abcdef.jpg"


@dataclass(frozen=True, slots=True)
class State:
    """What may become of an issue. `appears_in` is counted from now, in minutes."""

    hidden: bool
    appears_in: int
    ended: bool


ASKED = {"accept": "text/html", "accept-encoding": "identity"}  # a packed page is longer or shorter by its letters
HIDDEN = State(hidden=True, appears_in=-60, ended=False)
WAITING = State(hidden=False, appears_in=60, ended=False)
OVER = State(hidden=False, appears_in=-60, ended=True)

states = st.lists(
    st.builds(State, st.booleans(), st.integers(-3, 3) | st.sampled_from([-99_999, 24 * 60]), st.booleans()),
    min_size=1,
    max_size=6,
)


def arrange(database: Database, wanted: list[State]) -> dict[str, State]:
    """Empty the tables, and publish one issue for each state."""
    with database.writing() as session:
        session.execute(sa.delete(TIMELINE))
        session.execute(sa.delete(PHOTOS))
        session.execute(sa.delete(ISSUES))
        new = [new_issue(**(closed() if state.ended else {})) for state in wanted]
        references = publish_many(session, new, prefix="VIL")
        for reference, state in zip(references, wanted, strict=True):
            seen_from = NOON + timedelta(minutes=state.appears_in)
            set_state(session, reference, hidden=state.hidden, published_at=seen_from)
        for number in session.execute(sa.select(ISSUES.c.id)).scalars().all():
            facts = {"issue_id": number, "number": 1, "media_key": PHOTO, "width": 4, "height": 3}
            session.execute(sa.insert(PHOTOS), facts | {"alt": "", "language": ""})
    announce(database.announcements)
    return dict(zip(references, wanted, strict=True))


def expected(there: dict[str, State]) -> set[str]:
    """Ask the pure rule."""
    return {
        reference
        for reference, state in there.items()
        if is_visible(published_at=NOON + timedelta(minutes=state.appears_in), hidden=state.hidden, now=NOON)
    }


def shown_by_pages(visitor: Visitor, references: list[str]) -> set[str]:
    """Open each page."""
    client = visitor.client
    return {each for each in references if client.get(f"/en/issues/{written(each)}").status_code == 200}


def shown_in_list(visitor: Visitor) -> set[str]:
    """Read the ids of the lines."""
    page_ = visitor.get("/en/issues?status=all")
    return {str(each.get("id")).replace("-", " ") for each in page_.all("a") if str(each.get("id")).startswith("VIL-")}


def shown_on_map(visitor: Visitor) -> set[str]:
    """Read the map of nearly everywhere."""
    answer = visitor.client.get(f"/en/issues.geojson?bbox={MOST_OF_THE_WORLD}")
    return {feature["id"] for feature in json.loads(answer.text)["features"]}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=states)
def test_every_public_answer_shows_what_the_predicate_says(
    city: Database, visitor: Visitor, wanted: list[State]
) -> None:
    there = arrange(city, wanted)
    visible = expected(there)
    assert shown_by_pages(visitor, list(there)) == visible
    assert shown_in_list(visitor) == visible
    assert shown_on_map(visitor) == visible
    with city.reading() as session:
        assert {each for each in there if photos.visible_key(session, each, 1)} == visible


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=states)
def test_the_list_agrees_with_the_predicate_whatever_is_filtered(
    database: Database, frozen_clock: FrozenClock, wanted: list[State]
) -> None:
    there = arrange(database, wanted)
    visible = expected(there)
    with database.reading() as session:
        for group, ended in ((Group.OPEN, False), (Group.CLOSED, True)):
            found = {line.reference for line in page(session, Wanted(group, "ground", "centre")).lines}
            assert found == {each for each in visible if there[each].ended is ended}


def test_a_delayed_issue_appears_when_its_hour_has_come(database: Database, frozen_clock: FrozenClock) -> None:
    (reference,) = arrange(database, [State(hidden=False, appears_in=30, ended=False)])
    with database.reading() as session:
        assert queries.shown(session, reference) is None
        frozen_clock.advance(timedelta(minutes=30))
        assert queries.shown(session, reference) is not None


@pytest.mark.parametrize("part", ["", "/photo-1.jpg"])
def test_hidden_waiting_and_absent_cannot_be_told_apart(city: Database, visitor: Visitor, part: str) -> None:
    hidden, waiting = arrange(city, [HIDDEN, WAITING])
    answers = []
    for reference in (written(hidden), written(waiting), "VIL-777-777"):
        answer = visitor.client.get(f"/en/issues/{reference}{part}", headers=ASKED)
        headers = {name: value for name, value in answer.headers.items() if name != "date"}
        answers.append((answer.status_code, headers, answer.text.replace(reference, "…")))
    assert answers[0][0] == 404
    assert answers[0] == answers[1] == answers[2]


def test_a_duplicate_does_not_lead_to_a_hidden_issue(city: Database, visitor: Visitor) -> None:
    hidden, shown = arrange(city, [HIDDEN, OVER])
    with city.writing() as session:
        original = sa.select(ISSUES.c.id).where(ISSUES.c.reference == hidden).scalar_subquery()
        session.execute(sa.update(ISSUES).where(ISSUES.c.reference == shown).values(duplicate_of=original))
    announce(city.announcements)
    assert written(hidden) not in visitor.get(f"/en/issues/{written(shown)}").html
