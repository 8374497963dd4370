"""Take a decision about a report back: it waits for a clerk again, and what followed from the decision is undone."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from sqlmodel import Session

from portal.city.issues import queries as issues
from portal.city.issues import service as publishing
from portal.city.services.cells import cell_of
from portal.ground import clock
from portal.ground.contributions.rules import PeriodClosed
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import queries, removal, rules, talk, voices
from portal.listen.reports.models import Report
from portal.listen.reports.rules import AlreadyDecided, MessageKind, Status
from privacy.dp.weeks import local_day, week_of
from privacy.vault.keys import KeyRing


def reopen(
    session: Session,
    ring: KeyRing,
    media: MediaFolder,
    report: Report,
    *,
    version: int,
    text: str,
    language: str,
    zone: ZoneInfo,
) -> None:
    """Let a report wait for a clerk again, and tell the resident why in `text`. Raises AlreadyDecided.

    Its words and photo leave the public page, which goes with them where no other report stands behind it.
    """
    if report.version != version or report.status not in rules.DECIDED:
        raise AlreadyDecided
    today = local_day(clock.now(), zone)
    if report.status == Status.PUBLISHED:
        removal.unpublish(session, media, report, today=today)
        _hide_if_alone(session, report)
    if report.status == Status.MERGED:
        removal.unsay(session, report, zone=zone)
    if report.status == Status.DECLINED and report.reason in rules.NO_VOICE:
        cell = cell_of(report.service_code, report.district_code)
        with suppress(PeriodClosed):  # what was counted in a closed week stays
            voices.recount(session, ring, report, cell=cell, now_week=week_of(today))
    report.status, report.reason, report.issue_id, report.ended_on = Status.RECEIVED, "", None, None
    report.asked_on = None
    report.has_news = False
    report.version += 1
    talk.say(session, report, MessageKind.WORD, text, language)
    talk.tell(session, report, "reopened")


def _hide_if_alone(session: Session, report: Report) -> None:
    issue = issues.by_id(session, report.issue_id) if report.issue_id is not None else None
    behind = [each for each in queries.of_issue(session, report.issue_id or 0) if each.status != Status.WITHDRAWN]
    if issue is not None and len(behind) == 1:
        publishing.hide(session, issue)
