"""Publishing an issue and moving it on: what everyone sees changes, and the version moves with it, never without."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from portal.city.issues import photos, queries, service
from portal.city.issues.models import Issue, TimelineEntry
from portal.city.issues.rules import CannotMove, ChangedMeanwhile, Note, Outcome, Status, Step
from portal.city.issues.service import APPEAR, Photo, Words
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.models import Job
from portal.ground.media.folder import MediaFolder
from tests.conftest import NOON
from tests.portal.city.issues.invented import TODAY, public_version, published

TOMORROW = TODAY + timedelta(days=1)
LATER = NOON + timedelta(hours=4, minutes=20)


def move(session: Session, issue: Issue, status: Status, outcome: Outcome | None = None, **facts: object) -> Issue:
    given: dict[str, object] = {"note": Note("inspected"), "version": issue.version, "today": TOMORROW}
    return service.move_on(session, issue, status=status, outcome=outcome, **(given | facts))  # type: ignore[arg-type]


def steps(session: Session, issue: Issue) -> list[tuple[str, date]]:
    return [(each.kind, each.on_date) for each in queries.happenings(session, issue.id or 0)]


@pytest.fixture
def media(database: Database) -> MediaFolder:
    return MediaFolder(database.announcements.parent / "media")


def test_an_issue_goes_from_published_to_fixed(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = published(session)
        move(session, issue, Status.IN_PROGRESS)
        fixed = move(session, issue, Status.CLOSED, Outcome.FIXED)
        assert (fixed.status, fixed.outcome, fixed.is_open, fixed.closed_on) == ("closed", "fixed", False, TOMORROW)
        assert (fixed.updated_on, fixed.version) == (TOMORROW, 3)
        assert '"status":"closed"' in str(fixed.feature)
        assert steps(session, fixed) == [
            (Step.ACCEPTED, TODAY),
            (Step.IN_PROGRESS, TOMORROW),
            (Step.CLOSED, TOMORROW),
        ]


def test_a_closed_issue_can_be_opened_again(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = move(session, published(session), Status.CLOSED, Outcome.FIXED)
        again = move(session, issue, Status.OPEN)
        assert (again.status, again.outcome, again.is_open, again.closed_on) == ("open", None, True, None)


def test_a_refused_step_changes_nothing(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = move(session, published(session), Status.CLOSED, Outcome.FIXED)
    with pytest.raises(CannotMove), database.writing() as session:
        move(session, issue, Status.SCHEDULED)
    with database.reading() as session:
        assert len(steps(session, issue)) == 2


def test_the_slower_of_two_clerks_gets_both_texts(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = published(session)
        read = issue.version
        move(session, issue, Status.SCHEDULED, note=Note("material", {"es": "Llega el lunes."}))
    with pytest.raises(ChangedMeanwhile) as conflict, database.writing() as session:
        move(session, issue, Status.CLOSED, Outcome.NOT_OURS, note=Note(texts={"en": "Not here."}), version=read)
    theirs, yours = conflict.value.theirs, conflict.value.yours
    assert (theirs.status, theirs.note.texts) == (Status.SCHEDULED, {"es": "Llega el lunes."})
    assert (yours.outcome, yours.note.texts) == (Outcome.NOT_OURS, {"en": "Not here."})
    assert conflict.value.version == read + 1
    assert "Not here." not in str(conflict.value)


def test_a_duplicate_leads_to_the_original_and_never_in_a_ring(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        first, second, third = (published(session) for _ in range(3))
        move(session, second, Status.CLOSED, Outcome.DUPLICATE, duplicate_of=first)
        assert move(session, third, Status.CLOSED, Outcome.DUPLICATE, duplicate_of=second).duplicate_of == first.id
        with pytest.raises(CannotMove):
            move(session, first, Status.CLOSED, Outcome.DUPLICATE, duplicate_of=third)


@pytest.mark.parametrize("other", ["itself", "nothing"])
def test_a_duplicate_needs_another_issue(database: Database, frozen_clock: FrozenClock, other: str) -> None:
    with database.writing() as session:
        issue = published(session)
        same = issue if other == "itself" else None
        with pytest.raises(CannotMove):
            move(session, issue, Status.CLOSED, Outcome.DUPLICATE, duplicate_of=same)


def test_each_public_change_moves_the_version_once(
    database: Database, frozen_clock: FrozenClock, media: MediaFolder
) -> None:
    with database.writing() as session:
        issue = published(session)
        words = {"title": Words("Tiles", "en"), "description": Words("Loose.", "en")}
        changes: tuple[Callable[[], object], ...] = (
            lambda: move(session, issue, Status.IN_PROGRESS),
            lambda: service.redact(session, issue, version=issue.version, today=TODAY, **words),
            lambda: service.show_photos(session, media, issue, [Photo(b"jpeg", 4, 3)], today=TODAY),
            lambda: service.drop_photos(session, media, issue, [1], today=TODAY),
            lambda: service.withdraw_words(session, media, issue, title=Words("Ground", "en"), today=TODAY),
            lambda: service.hide(session, issue),
            lambda: service.unhide(session, issue),
        )
        for number, change in enumerate(changes, public_version(session) + 1):
            change()
            assert public_version(session) == number


def test_what_nobody_can_see_moves_no_version(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        hidden, waiting = published(session), published(session, published_at=LATER)
        service.hide(session, hidden)
        before = public_version(session)
        service.hide(session, hidden)
        move(session, hidden, Status.IN_PROGRESS)
        move(session, waiting, Status.IN_PROGRESS)
        service.hide(session, waiting)
        service.unhide(session, waiting)
        assert public_version(session) == before


def test_a_delayed_issue_leaves_word_for_its_hour_once(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issues = [published(session, published_at=LATER) for _ in range(3)]
        jobs = session.scalars(sa.select(Job).where(col(Job.kind) == APPEAR)).all()
        assert {issue.published_at for issue in issues} == {NOON + timedelta(hours=5)}
        assert [job.run_at for job in jobs] == [NOON + timedelta(hours=5)]
        assert public_version(session) == 0


def test_words_are_replaced_only_in_the_version_that_was_read(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = published(session)
        words = {"title": Words("Tiles", "en"), "description": Words("", "")}
        service.redact(session, issue, version=1, today=TODAY, **words)
        assert '"title":"Tiles"' in str(issue.feature)
        with pytest.raises(ChangedMeanwhile):
            service.redact(session, issue, version=1, today=TODAY, **words)


def keys_of(session: Session, issue: Issue) -> list[str]:
    return [photo.media_key for photo in photos.of_issue(session, issue.id or 0)]


def test_withdrawn_words_and_photo_are_gone(database: Database, frozen_clock: FrozenClock, media: MediaFolder) -> None:
    with database.writing() as session:
        issue = published(session)
        service.show_photos(session, media, issue, [Photo(b"jpeg", 4, 3, Words("A hole.", "en"))], today=TODAY)
        (key,) = keys_of(session, issue)
        assert photos.among(session, [key, "0" * 32]) == {key}
        service.withdraw_words(session, media, issue, title=Words("Ground", "en"), today=TODAY)
        assert (issue.title, issue.description, keys_of(session, issue)) == ("Ground", "", [])
        assert media.exists(key)
    assert not media.exists(key)


def test_an_undone_change_keeps_the_photo(database: Database, frozen_clock: FrozenClock, media: MediaFolder) -> None:
    with database.writing() as session:
        issue = published(session)
        service.show_photos(session, media, issue, [Photo(b"jpeg", 4, 3)], today=TODAY)
    with database.write_session() as session:
        service.drop_photos(session, media, issue, [1], today=TODAY)
        session.rollback()
    with database.reading() as session:
        found = queries.by_id(session, issue.id or 0)
        assert found is not None
        assert [media.exists(key) for key in keys_of(session, found)] == [True]


def test_an_entry_that_is_not_visible_is_not_told(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = published(session)
        session.execute(sa.update(TimelineEntry).values(visible=False))
        assert steps(session, issue) == []
