"""What the city and a resident say to each other about a report, and the word that something was said."""

from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.ground.jobs.queue import enqueue
from portal.ground.vault import service as vault
from portal.listen.reports import queries, rules
from portal.listen.reports.models import CaseMessage, Report
from portal.listen.reports.rules import AlreadyDecided, CaseClosed, MessageKind, Status

PHONE: Final = "reports.push"
OWN = (MessageKind.ANSWER, MessageKind.NOTE)


def add_note(session: Session, report: Report, *, text: str, language: str, seen: int | None = None) -> None:
    """Add what the resident has to say; an answer to a question brings the report back to the desk.

    The desk learns of it either way, and nobody decides without having seen it. What the resident said last is not
    said again: a page can be sent twice. `seen` is how many messages that page showed. Raises CaseClosed.
    """
    if _is_said(session, report, text, seen):
        return
    if report.status in rules.ENDED:
        raise CaseClosed
    answers = report.status == Status.QUESTION
    say(session, report, MessageKind.ANSWER if answers else MessageKind.NOTE, text, language)
    report.status = Status.ANSWERED if answers else report.status
    report.has_news = True
    report.version += 1


def reply(session: Session, report: Report, *, version: int, text: str, language: str) -> None:
    """Say something to the reporter, who gets word; what they wrote is read with it. Raises AlreadyDecided."""
    mark_read(session, report, version=version)
    say(session, report, MessageKind.WORD, text, language)
    tell(session, report, "message")


def mark_read(session: Session, report: Report, *, version: int) -> None:
    """Note that a clerk has read what the resident wrote. Raises AlreadyDecided where there is something newer."""
    if report.version != version or report.status == Status.WITHDRAWN:
        raise AlreadyDecided
    report.has_news = False
    report.version += 1
    session.add(report)


def say(session: Session, report: Report, kind: MessageKind, text: str, language: str) -> None:
    """Add one message to the talk."""
    session.add(report)
    sent_at = clock.coarse(clock.now(), rules.SAID_STEP)
    message = CaseMessage(report_id=report.id, kind=kind, text=text, language=language, sent_at=sent_at)
    session.add(message)


def note(session: Session, report_id: UUID, *, text: str, language: str) -> None:
    """Add what the portal has to say of a report that was filed just now."""
    sent_at = clock.coarse(clock.now(), rules.SAID_STEP)
    session.add(CaseMessage(report_id=report_id, kind=MessageKind.SAME, text=text, language=language, sent_at=sent_at))


def tell(session: Session, report: Report, about: str, **facts: str | None) -> None:
    """Leave word for the reporter, if there is a way; the letter names the report, and holds neither words nor code."""
    session.add(report)
    if report.has_contact:
        vault.send(session, subject=report.id, event=about, language=report.locale, **facts)
    if report.has_push:
        enqueue(session, PHONE, {"subject": report.id, "locale": report.locale})


def _is_said(session: Session, report: Report, text: str, seen: int | None) -> bool:
    """Whether the resident's newest message says this; under a new question the same words are a new answer."""
    said = [(at, each.text) for at, each in enumerate(queries.messages(session, report.id)) if each.kind in OWN]
    if not said or said[-1][1] != text:
        return False
    return report.status != Status.QUESTION or (seen is not None and said[-1][0] >= seen)
