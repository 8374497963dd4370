"""What can be done with a report after it was filed: by the resident with the code, and by a clerk.

A clerk changes the report only; what becomes public is made in `city.issues` by the desk, in the same transaction.
A resident who withdraws takes the public copy back, too.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from portal.city.issues import queries as issues
from portal.city.issues.rules import Outcome, Step
from portal.city.services.cells import cell_of
from portal.ground import clock
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import queries, removal, rules, still_there, talk, voices
from portal.listen.reports.models import Report
from portal.listen.reports.rules import AlreadyDecided, MessageKind, Reason, Status
from privacy.dp.weeks import local_day, week_of
from privacy.vault.keys import KeyRing


def withdraw(session: Session, media: MediaFolder, report: Report, *, zone: ZoneInfo) -> None:
    """Take back a report, wherever it stands: its words, photos and contact go, and the copy published of them.

    Its issue stays: the city accepted it by publishing it. Withdrawing twice is once; what had ended before keeps its
    day, so that nothing is kept longer.
    """
    if report.status == Status.WITHDRAWN:
        return
    removal.remove(session, media, report, zone=zone)
    report.asked_on = None
    report.status, report.reason = Status.WITHDRAWN, ""
    report.ended_on = report.ended_on or local_day(clock.now(), zone)
    report.has_news = False
    report.version += 1
    session.add(report)


def ask(session: Session, report: Report, *, version: int, text: str, language: str) -> None:
    """Ask the reporter a question."""
    _decide(report, version, Status.QUESTION)
    talk.say(session, report, MessageKind.QUESTION, text, language)
    talk.tell(session, report, "question")


def join(session: Session, report: Report, *, version: int, issue_id: int, merged: bool) -> None:
    """Note that a report became, or joined, a public issue."""
    _decide(report, version, Status.MERGED if merged else Status.PUBLISHED)
    report.issue_id = issue_id
    session.add(report)
    talk.tell(session, report, "merged" if merged else "published")


def accept(session: Session, report: Report, *, version: int) -> None:
    """Take a report up that only staff may see: the crew works on it without a public page."""
    _decide(report, version, Status.ACCEPTED)
    talk.tell(session, report, "accepted")


def finish(session: Session, report: Report, *, version: int, outcome: Outcome, today: date) -> None:
    """Say how a report without a public page ended. Raises AlreadyDecided."""
    if report.version != version or report.status != Status.ACCEPTED:
        raise AlreadyDecided
    report.status, report.reason, report.ended_on = Status.DONE, outcome, today
    report.has_news = False
    report.version += 1
    still_there.ask(report, outcome=outcome, today=today)
    talk.tell(session, report, "closed", outcome=outcome.value)


def decline(session: Session, ring: KeyRing, report: Report, *, version: int, reason: Reason, zone: ZoneInfo) -> None:
    """Say that a report does not become public, and why; spam and tests are no voices."""
    _decide(report, version, Status.DECLINED)
    report.reason, report.ended_on = reason, local_day(clock.now(), zone)
    session.add(report)
    if reason in rules.NO_VOICE:
        voices.silence(session, ring, report, now_week=_week(zone))
    talk.tell(session, report, "declined")


def move(
    session: Session, ring: KeyRing, report: Report, *, service_code: str, district_code: str, zone: ZoneInfo
) -> None:
    """Correct what a report is about, and its voice with it while its week is open. Raises PeriodClosed."""
    if (service_code, district_code) == (report.service_code, report.district_code):
        return
    report.service_code, report.district_code = service_code, district_code
    session.add(report)
    voices.recount(session, ring, report, cell=cell_of(service_code, district_code), now_week=_week(zone))


def written_in(session: Session, report: Report, language: str) -> None:
    """Correct the language that a report's words carry; empty where nobody knows."""
    if report.language != language:
        report.language = language
        session.add(report)


def tell_of_issue(session: Session, issue_id: int, *, today: date) -> None:
    """Leave word for everybody whose report stands behind an issue what happened last; at its end, ask if it is so."""
    happened = issues.happenings(session, issue_id)
    if not happened:
        return
    is_over = happened[-1].kind == Step.CLOSED
    for report in queries.of_issue(session, issue_id):
        still_there.ask(report, outcome=happened[-1].outcome if is_over else None, today=today)
        about = "closed" if is_over else "moved"
        talk.tell(session, report, about, step=happened[-1].kind, outcome=happened[-1].outcome)


def forget_voices(session: Session, *, filed_before: datetime) -> int:
    """Cut the thread from reports to what was counted, once their week is closed; give how many."""
    old = update(Report).where(col(Report.filed_at) < filed_before, col(Report.sealed_voice).is_not(None))
    return int(getattr(session.execute(old.values(sealed_voice=None)), "rowcount", 0))


def _decide(report: Report, version: int, status: Status) -> None:
    if report.version != version or not rules.is_waiting(report.status):
        raise AlreadyDecided
    report.status = status
    report.has_news = False  # who decides has read it
    report.version += 1


def _week(zone: ZoneInfo) -> int:
    return week_of(local_day(clock.now(), zone))
