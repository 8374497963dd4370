"""What can be done about support: say it, take it back, forget it."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.city.issues import queries as issues
from portal.city.issues.queries import Shown
from portal.city.issues.rules import Status
from portal.city.services.cells import cell_of
from portal.ground.contributions.voices import Said, admit_voice, admit_voices
from portal.ground.inserts import insert_into
from portal.listen.support.models import Support
from portal.listen.support.rules import IssueEnded
from portal.listen.support.voter import Voter


def give(session: Session, *, issue: Shown, voter: Voter, week: int) -> None:
    """Mark an issue as the voter's too, and count one voice; saying it again changes nothing. Raises IssueEnded."""
    if not is_open(issue):
        raise IssueEnded
    marks = voter.marks_on(issue.id)
    if _is_known(session, issue.id, marks) or not _insert(session, issue.id, marks[0]):
        _set_given(session, issue.id, marks, given=True)
        return
    for other in marks[1:]:  # the browser's own mark too: signing out and pressing again is the same voice
        _insert(session, issue.id, other)
    cell = cell_of(issue.service_code, issue.district_code)
    admit_voice(session, unit_of=voter.unit_of, week=week, cell=cell)


def give_many(session: Session, presses: Iterable[tuple[Shown, Voter]], *, week: int) -> None:
    """Do what `give` does for a whole crowd; a press on an issue that is closed is passed over."""
    crowd = {(issue.id, voter.marks_on(issue.id)[0]): (issue, voter) for issue, voter in presses if is_open(issue)}
    fresh = _insert_many(session, tuple(crowd))
    said = (
        Said(voter.unit_of, week, cell_of(issue.service_code, issue.district_code))
        for key, (issue, voter) in crowd.items()
        if key in fresh
    )
    admit_voices(session, said)


def take_back(session: Session, *, issue: Shown, voter: Voter) -> None:
    """Take the voter's mark off an issue; what was counted stays counted."""
    _set_given(session, issue.id, voter.marks_on(issue.id), given=False)


def is_open(issue: Shown) -> bool:
    """Whether somebody may still say that the issue is theirs."""
    return issue.status != Status.CLOSED


def expire(session: Session, *, before: date) -> int:
    """Delete the marks on issues that were closed before a day, and count them."""
    over = sa.delete(Support).where(col(Support.issue_id).in_(issues.closed_before(before)))
    return int(session.execute(over).rowcount)  # type: ignore[attr-defined]


def _is_known(session: Session, issue_id: int, marks: Sequence[str]) -> bool:
    asked = sa.select(col(Support.mark)).where(col(Support.issue_id) == issue_id, col(Support.mark).in_(marks))
    return session.execute(asked.limit(1)).first() is not None


def _insert(session: Session, issue_id: int, mark: str) -> bool:
    """Write a mark, unless somebody with the same one is faster: the key decides, not this look-up."""
    row = insert_into(session, Support).values(issue_id=issue_id, mark=mark, given=True)
    return session.execute(row.on_conflict_do_nothing().returning(col(Support.mark))).first() is not None


def _insert_many(session: Session, marks: Sequence[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    if not marks:
        return frozenset()
    into = insert_into(session, Support).on_conflict_do_nothing().returning(col(Support.issue_id), col(Support.mark))
    rows = [{"issue_id": issue_id, "mark": mark, "given": True} for issue_id, mark in sorted(marks)]
    return frozenset((issue_id, mark) for issue_id, mark in session.connection().execute(into, rows))


def _set_given(session: Session, issue_id: int, marks: Sequence[str], *, given: bool) -> None:
    mine = sa.update(Support).where(col(Support.issue_id) == issue_id, col(Support.mark).in_(marks))
    session.execute(mine.values(given=given))
