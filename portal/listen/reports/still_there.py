"""Whether a problem that the city closed is solved: asked of everybody whose report stands behind it, answered once.

"It is still there" opens the issue again at once, or the report that has no public page. Who says so is not told.
That happens twice at most; from then on a clerk decides. The question ends after four weeks.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.city.issues import queries as issues
from portal.city.issues import service as publishing
from portal.city.issues.notes import SAID_STILL_THERE
from portal.city.issues.rules import Note, Outcome, Step
from portal.city.issues.rules import Status as IssueStatus
from portal.listen.reports import queries, talk
from portal.listen.reports.models import CaseMessage, Report
from portal.listen.reports.rules import MessageKind, Status

ASKED: Final = frozenset({Outcome.FIXED, Outcome.NOT_FOUND})
"""Outcomes after which the city asks: the others leave the problem as it is, and say why."""
ANSWER_WITHIN: Final = timedelta(days=28)
MOST_REOPENINGS: Final = 2
_MAY_BE_ASKED: Final = (Status.PUBLISHED, Status.MERGED, Status.DONE)


class Answer(StrEnum):
    """What followed from an answer."""

    SOLVED = "solved"
    OPEN_AGAIN = "open-again"
    CLERK_DECIDES = "clerk-decides"


def ask(report: Report, *, outcome: str | None, today: date) -> None:
    """Ask whether the problem is solved, where the outcome says so; an older question ends either way."""
    report.asked_on = today if outcome in ASKED and report.status in _MAY_BE_ASKED else None


def is_asked(report: Report, *, today: date) -> bool:
    """Whether an answer is still awaited."""
    within = report.asked_on is not None and today - report.asked_on <= ANSWER_WITHIN
    return within and report.status in _MAY_BE_ASKED


def answer(session: Session, report: Report, *, is_solved: bool, today: date) -> Answer | None:
    """Take an answer; None where none is awaited any more. Two answers of one issue wait for each other."""
    issue = issues.by_id(session, report.issue_id, lock=True) if report.issue_id else None
    found = queries.by_id(session, report.id, lock=True)  # behind the issue, as the desk locks them
    if found is None or not is_asked(found, today=today):
        return None
    found.asked_on = None
    session.add(found)
    if is_solved:
        return Answer.SOLVED
    opens = _times_said(session, found) < MOST_REOPENINGS
    talk.say(session, found, MessageKind.STILL, "", "")
    found.has_news = True
    found.version += 1
    if not opens:
        return Answer.CLERK_DECIDES
    if found.status == Status.DONE:
        found.status, found.reason, found.ended_on = Status.ACCEPTED, "", None
    elif issue is not None and issue.status == IssueStatus.CLOSED:
        note = Note(SAID_STILL_THERE)
        publishing.move_on(session, issue, status=IssueStatus.OPEN, note=note, version=issue.version, today=today)
        _tell_the_others(session, found)
    return Answer.OPEN_AGAIN


def _tell_the_others(session: Session, answered: Report) -> None:
    """Tell all others behind the issue that it is open again: what they were asked is answered."""
    for each in queries.of_issue(session, answered.issue_id or 0):
        if each.id != answered.id:
            each.asked_on = None
            talk.tell(session, each, "moved", step=Step.REOPENED.value)


def _times_said(session: Session, report: Report) -> int:
    """Count how often it was said before, of this report or of any other behind the same issue."""
    same = col(Report.id) == report.id
    behind = same if report.issue_id is None else sa.or_(same, col(Report.issue_id) == report.issue_id)
    said = (
        sa.select(sa.func.count()).select_from(CaseMessage).join(Report, col(Report.id) == col(CaseMessage.report_id))
    )
    return session.scalar(said.where(behind, col(CaseMessage.kind) == MessageKind.STILL)) or 0
