"""The second form of the desk, "What happened": it moves an issue on, says so, and tells who reported it."""

from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.identity import acting
from portal.city.issues import queries, service
from portal.city.issues.rules import ChangedMeanwhile, Outcome, Standing
from portal.doors.staff.cases import similar
from portal.doors.staff.cases.conflicts import values
from portal.doors.staff.cases.similar import Joined
from portal.doors.staff.issues import issue_conflicts, issue_forms, issue_page
from portal.doors.staff.issues.issue import DeskIssue, read
from portal.doors.staff.issues.issue_forms import Happened
from portal.ground.audit_log.acts import Act
from portal.listen.reports import service as reports
from portal.web.binding import bind
from portal.web.visit import Visit

SAME_ISSUE: Final = lazy("This is the issue itself, or one that was closed as the same. Write another reference.")


def say(visit: Visit, address: str) -> Response:
    """Move the issue; or show the form again, or what another clerk said meanwhile."""
    issue = read(visit, address, lock=True)
    bound = bind(Happened, visit.form)
    said, problems, other = bound.value, dict(bound.problems), None
    if said is not None and said.to is None:
        problems |= Happened.problems
    elif said is not None and acting.version(visit) == issue.version:
        problems |= issue_forms.wrong_step(said, issue)
        other = _other(visit, said, issue, problems)
    if said is None or said.to is None or problems:
        return issue_page.show(visit, issue, typed=issue_page.Typed("happened", values(visit), problems))
    try:
        _move(visit, issue, said.to, other)
    except ChangedMeanwhile as meanwhile:
        return issue_conflicts.moved(visit, read(visit, address), meanwhile)
    return visit.redirect("staff:issue", reference=issue.address, query={"saved": "moved"})


def _other(visit: Visit, said: Happened, issue: DeskIssue, problems: dict[str, Lazy]) -> Joined | None:
    """Find the issue that this one is the same as."""
    if problems or not said.duplicate:
        return None
    found = similar.named(visit, said.duplicate)
    if isinstance(found, Joined) and found.id != issue.id:
        return found
    problems["duplicate"] = found if isinstance(found, Lazy) else SAME_ISSUE
    return None


def _move(visit: Visit, issue: DeskIssue, to: Standing, other: Joined | None) -> None:
    session = visit.session
    row = queries.by_id(session, issue.id)
    assert row is not None  # noqa: S101 - it was read and locked
    service.move_on(
        session,
        row,
        status=to.status,
        outcome=to.outcome,
        note=to.note,
        version=acting.version(visit),
        today=visit.today,
        duplicate_of=queries.by_id(session, other.id) if other and to.outcome is Outcome.DUPLICATE else None,
    )
    reports.tell_of_issue(session, issue.id, today=visit.today)
    outcome = to.outcome.value if to.outcome else None
    facts = {"status": to.status.value, "outcome": outcome, "note": to.note.code or None}
    acting.note(visit, Act.MOVE, f"issue:{issue.address}", **facts)
