"""What can be done with issues: publish, move on, redact, hide. Each change that everyone can see moves the version."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.city.issues import photos, rules
from portal.city.issues.map_box import feature_of
from portal.city.issues.models import ISSUES, PHOTOS, Issue, TimelineEntry
from portal.city.issues.new_issue import NewIssue, Words, facts_of
from portal.city.issues.photos import Photo
from portal.city.issues.rules import CannotMove, ChangedMeanwhile, Note, Outcome, Standing, Status, Step
from portal.ground import clock
from portal.ground.inserts import dialect_of, insert_many, packed
from portal.ground.jobs.queue import enqueue
from portal.ground.media.folder import MediaFolder
from portal.ground.publicity.service import bump
from privacy.vault.codes import new_reference

__all__ = ["NewIssue", "Photo", "Words"]

APPEAR = "issues.appear"
_BATCH = 250


def publish(session: Session, new: NewIssue, *, prefix: str, today: date) -> Issue:
    """Publish one issue under a new reference; it appears at once, or at a full hour from `new.published_at` on."""
    seen_from = rules.appears_at(new.published_at, now=clock.now())
    (reference,) = _store(session, (replace(new, published_at=seen_from),), prefix)
    issue = session.scalars(sa.select(Issue).where(ISSUES.c.reference == reference)).one()
    if new.status is not Status.CLOSED:
        _tell(session, _id(issue), Step.ACCEPTED, Standing(new.status), today)
    _announce(session, issue)
    return issue


def publish_many(session: Session, new: Iterable[NewIssue], *, prefix: str) -> tuple[str, ...]:
    """Publish issues that are visible already, in batches, and give their references in order: for imports."""
    references: list[str] = []
    source = iter(new)
    while batch := tuple(islice(source, _BATCH)):
        references += _store(session, batch, prefix)
    if references:
        bump(session)
    return tuple(references)


def move_on(
    session: Session,
    issue: Issue,
    *,
    status: Status,
    outcome: Outcome | None = None,
    note: Note = Note(),  # noqa: B008 - frozen
    version: int,
    today: date,
    duplicate_of: Issue | None = None,
) -> Issue:
    """Say what happened to an issue. `version` is the one that the clerk has read.

    Raises CannotMove, and ChangedMeanwhile with both texts where another clerk was faster.
    """
    before, yours = _locked(session, issue), Standing(status, outcome, note)
    if before.version != version:
        raise ChangedMeanwhile(theirs=_standing(session, before), yours=yours, version=before.version)
    step = rules.step_to(_standing(session, before), yours)
    before.duplicate_of = _original(session, before, duplicate_of) if outcome is Outcome.DUPLICATE else None
    before.status, before.outcome = status.value, outcome.value if outcome else None
    before.is_open = status is not Status.CLOSED
    before.closed_on = None if before.is_open else today
    _tell(session, _id(before), step, yours, today)
    return _changed(session, before, today)


def redact(session: Session, issue: Issue, *, title: Words, description: Words, version: int, today: date) -> Issue:
    """Replace the words of an issue. Raises ChangedMeanwhile."""
    found = _locked(session, issue)
    if found.version != version:
        now = _standing(session, found)
        raise ChangedMeanwhile(theirs=now, yours=now, version=found.version)
    return _reword(session, found, title, description, today)


def withdraw_words(session: Session, media: MediaFolder, issue: Issue, *, title: Words, today: date) -> Issue:
    """Take out what a resident wrote and photographed, whoever changed the issue meanwhile; `title` is the city's."""
    found = _locked(session, issue)
    photos.drop(session, media, PHOTOS.c.issue_id == _id(found))
    return _reword(session, found, title, Words(), today)


def hide(session: Session, issue: Issue) -> Issue:
    """Take an issue off every public page, at once."""
    return _set_hidden(session, issue, hidden=True)


def unhide(session: Session, issue: Issue) -> Issue:
    """Show a hidden issue again."""
    return _set_hidden(session, issue, hidden=False)


def show_photos(session: Session, media: MediaFolder, issue: Issue, shown: Sequence[Photo], *, today: date) -> Issue:
    """Publish copies of photos with an issue; they take the place of earlier ones."""
    found = _locked(session, issue)
    photos.put(session, media, _id(found), shown)
    return _changed(session, found, today)


def drop_photos(session: Session, media: MediaFolder, issue: Issue, numbers: Collection[int], *, today: date) -> Issue:
    """Take photos off an issue; their files are deleted once that is durable."""
    found = _locked(session, issue)
    photos.drop(session, media, sa.and_(PHOTOS.c.issue_id == _id(found), PHOTOS.c.number.in_(numbers)))
    return _changed(session, found, today)


def _store(session: Session, new: Sequence[NewIssue], prefix: str) -> tuple[str, ...]:
    """Insert issues and give their references; one that is in use is drawn again. The key decides, not a look-up."""
    connection, dialect = session.connection(), dialect_of(session)
    found: dict[int, str] = {}
    while waiting := [place for place in range(len(new)) if place not in found]:
        drawn = {new_reference(prefix): place for place in waiting}
        rows = [facts_of(new[place], reference=reference) for reference, place in drawn.items()]
        columns = tuple(rows[0])
        stored = connection.execute(_into_issues(dialect, columns), packed(dialect, rows)).scalars()
        found |= {drawn[reference]: reference for reference in stored}
    return tuple(found[place] for place in range(len(new)))


@cache
def _into_issues(dialect: str, columns: tuple[str, ...]) -> sa.Executable:
    into = insert_many(dialect, Issue, columns).on_conflict_do_nothing(index_elements=["reference"])
    statement: sa.Executable = into.returning(ISSUES.c.reference)
    return statement


def _locked(session: Session, issue: Issue) -> Issue:
    """Read the issue as it is now and keep others from changing it until the end of the transaction."""
    return session.get_one(Issue, issue.id, with_for_update=True, populate_existing=True)


def _standing(session: Session, issue: Issue) -> Standing:
    last = (
        sa.select(TimelineEntry)
        .where(col(TimelineEntry.issue_id) == issue.id, col(TimelineEntry.visible))
        .where(col(TimelineEntry.kind) != Step.JOINED)  # nobody's words
        .order_by(col(TimelineEntry.id).desc())
        .limit(1)
    )
    entry = session.scalars(last).first()
    note = Note(entry.note_code, entry.notes) if entry else Note()
    return Standing(Status(issue.status), Outcome(issue.outcome) if issue.outcome else None, note)


def _original(session: Session, issue: Issue, other: Issue | None) -> int:
    """Find the issue that a duplicate leads to in the end: no duplicate itself, and never the same issue."""
    while other is not None and other.duplicate_of is not None:
        other = session.get(Issue, other.duplicate_of)
    if other is None or other.id == issue.id:
        raise CannotMove
    return _id(other)


def _id(issue: Issue) -> int:
    """Give the number of an issue that was flushed."""
    assert issue.id is not None  # noqa: S101 - the database gave it one
    return issue.id


def _tell(session: Session, issue_id: int, step: Step, to: Standing, today: date) -> None:
    entry = TimelineEntry(
        issue_id=issue_id,
        on_date=today,
        kind=step.value,
        outcome=to.outcome.value if to.outcome else None,
        note_code=to.note.code,
        notes=to.note.texts,
    )
    session.add(entry)


def _reword(session: Session, issue: Issue, title: Words, description: Words, today: date) -> Issue:
    issue.title, issue.title_language = title.text, title.language
    issue.description, issue.description_language = description.text, description.language
    return _changed(session, issue, today)


def _set_hidden(session: Session, issue: Issue, *, hidden: bool) -> Issue:
    found = _locked(session, issue)
    if found.hidden is not hidden:
        found.hidden = hidden
        found.version += 1
        session.flush()  # before the version moves, so that what is wrong undoes both
        if found.published_at <= clock.now():
            bump(session)
    return found


def _changed(session: Session, issue: Issue, today: date) -> Issue:
    """Write down a change of what an issue says."""
    issue.version += 1
    issue.updated_on = today
    issue.feature = feature_of(issue.model_dump())
    session.flush()  # before the version moves, so that what is wrong undoes both
    _announce(session, issue)
    return issue


def _announce(session: Session, issue: Issue) -> None:
    """Move the public version: now where everyone can see the change, else at the hour when they will."""
    if rules.is_visible(published_at=issue.published_at, hidden=issue.hidden, now=clock.now()):
        bump(session)
    elif not issue.hidden:
        hour = issue.published_at
        enqueue(session, APPEAR, {}, run_at=hour, key=f"{APPEAR}:{hour.isoformat()}")
