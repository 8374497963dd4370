"""Take a decision about a report: everything that follows from it, in one transaction, or nothing."""

from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import Response

from i18n.lazy import Lazy
from i18n.locales import ENGLISH, shipped
from i18n.translator import translator
from portal.city.identity import acting
from portal.city.issues import said_by_others
from portal.city.issues.addresses import written
from portal.city.issues.names import names_of
from portal.city.issues.service import Photo
from portal.doors.staff import languages
from portal.doors.staff.cases import case as cases
from portal.doors.staff.cases import conflicts, decision_form, photos, publishing, report_page, similar, waiting, wanted
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.decision_form import Decision
from portal.doors.staff.cases.report_page import Typed
from portal.doors.staff.cases.similar import Joined
from portal.doors.staff.rules import QUESTIONS, Do
from portal.ground.audit_log.acts import Act
from portal.ground.contributions.rules import PeriodClosed
from portal.listen.reports import queries, talk
from portal.listen.reports import service as reports
from portal.listen.reports.answers.written_in import NOT_OURS
from portal.listen.reports.rules import Reason
from portal.web.binding import bind
from portal.web.visit import Visit


def decide(visit: Visit, report_id: UUID) -> Response:
    """Read the form, and decide; or show it again with what is to be mended, or with what another clerk decided."""
    case = cases.read(visit.session, report_id, lock=True)
    asked = wanted.read(visit.request.query_params, names_of(visit))
    if not case.waits or str(visit.form.get("version", "")) != str(case.version):
        return conflicts.report(visit, case)
    bound = bind(Decision, visit.form)
    if visit.form.get("finer"):
        return report_page.show(visit, case, typed=Typed(conflicts.values(visit), {}))
    problems, joined = dict(bound.problems), None
    copies: tuple[Photo, ...] = ()
    if bound.value is not None:
        problems |= decision_form.wrong(bound.value, case, names_of(visit))
        joined, copies = _prepared(visit, _as_corrected(case, bound.value), bound.value, problems)
    if bound.value is None or problems:
        return report_page.show(visit, case, typed=Typed(conflicts.values(visit), problems))
    _carry_out(visit, _as_corrected(case, bound.value), bound.value, joined, copies)
    following = waiting.next_case(visit, asked, behind=case)
    query = asked.query | {"saved": str(case.id)}
    if following is None:
        return visit.redirect("staff:queue", query=query)
    return visit.redirect("staff:report", report=following.id, query=query)


def _prepared(
    visit: Visit, case: Case, said: Decision, problems: dict[str, Lazy]
) -> tuple[Joined | None, tuple[Photo, ...]]:
    """Find the issue to join and cover the photos, before anything is written."""
    if problems:
        return None, ()
    if said.do is Do.MERGE:
        found = similar.named(visit, said.issue or said.reference)
        if isinstance(found, Joined):
            return found, ()
        problems["reference"] = found
    elif said.do is Do.PUBLISH:
        copies, not_covered = photos.public_copies(visit, case, said)
        problems |= not_covered
        return None, copies
    return None, ()


def _carry_out(visit: Visit, case: Case, said: Decision, joined: Joined | None, copies: tuple[Photo, ...]) -> None:
    session, ring, zone = visit.session, visit.site.ring, visit.site.settings.zone
    report = queries.by_id(session, case.id, lock=True)
    assert report is not None  # noqa: S101 - it was read and locked
    facts: dict[str, Any] = {"category": said.category, "district": said.district}
    with suppress(PeriodClosed):  # what was counted in a closed week stays; the report itself is corrected
        reports.move(session, ring, report, service_code=said.category, district_code=said.district, zone=zone)
    reports.written_in(session, report, case.language)
    if said.do is Do.ASK:
        language = shipped(case.locale) or ENGLISH
        reports.ask(session, report, version=case.version, text=_question(said, case), language=language.html_lang)
        act = Act.ASK
    elif said.do is Do.ACCEPT:
        reports.accept(session, report, version=case.version)
        act = Act.ACCEPT
    elif said.do is Do.DECLINE:
        act, facts["reason"] = Act.DECLINE, said.reason
        try:
            reports.decline(session, ring, report, version=case.version, reason=Reason(said.reason), zone=zone)
        except PeriodClosed:  # declined all the same, but for the word to the reporter
            talk.tell(session, report, "declined")
    else:
        issue = joined or publishing.publish(visit, case, said, copies)
        reports.join(session, report, version=case.version, issue_id=issue.id, merged=joined is not None)
        if joined and case.may_publish:  # what only staff may see leaves no trace on a public page
            said_by_others.say_later(session, issue.id, earliest=case.publish_after, zone=zone)
        act, facts["issue"] = (Act.MERGE if joined else Act.PUBLISH), written(issue.reference)
    acting.note(visit, act, f"report:{case.id}", **facts)


def _as_corrected(case: Case, said: Decision) -> Case:
    """Take the language that a clerk read the report to be in; where it was not asked, or is not ours, it stays."""
    language = "" if said.written_in == NOT_OURS else said.written_in
    is_same = not said.written_in or languages.html_lang_of(case.language) == language
    return case if is_same or not case.description else replace(case, language=language)


def _question(said: Decision, case: Case) -> str:
    """Put the ready question, in the reporter's language, before the clerk's own words."""
    speaks = translator(shipped(case.locale) or ENGLISH)
    ready = speaks.gettext.text(QUESTIONS[said.ready]) if said.ready in QUESTIONS else ""
    return "\n".join(part for part in (ready, said.question) if part)
