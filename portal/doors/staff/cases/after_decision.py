"""What happens to a report after its decision: it ends, the reporter is written to, or the decision is taken back."""

from uuid import UUID

from fastapi import Response

from i18n.locales import ENGLISH, Locale, shipped
from i18n.translator import translator
from portal.city.identity import acting
from portal.city.issues.names import names_of
from portal.city.issues.rules import Outcome
from portal.doors.staff.cases import after_decision_forms as forms
from portal.doors.staff.cases import case as cases
from portal.doors.staff.cases import conflicts, report_page, wanted
from portal.doors.staff.cases.after_decision_forms import AfterDecision, Deed
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.report_page import Typed
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.listen.reports import queries, reopening, service, talk
from portal.listen.reports.rules import REOPENINGS, MessageKind, Reopening
from portal.web.binding import bind
from portal.web.visit import Visit


def go_on(visit: Visit, report_id: UUID) -> Response:
    """Do what the form asks for; or show it again, or what another clerk or the reporter did meanwhile."""
    case = cases.read(visit.session, report_id, lock=True)
    said = bind(AfterDecision, visit.form).value
    if said is None or said.deed not in set(Deed):
        raise NotFound
    deed, query = Deed(said.deed), wanted.read(visit.request.query_params, names_of(visit)).query
    if said.version != str(case.version) or deed not in forms.offered(case):
        if deed is Deed.READ:  # there is something newer to read
            return visit.redirect("staff:report", report=case.id, query=query)
        again = visit.url("staff:go_on", report=case.id, query=query) if deed in forms.offered(case) else ""
        return conflicts.report(visit, case, action=again)
    if problems := dict(forms.wrong(said)):
        return report_page.show(visit, case, typed=Typed(conflicts.values(visit), problems, form=deed.value))
    _do(visit, case, deed, said)
    said_read = {"read": "yes"} if deed is Deed.READ else {}
    return visit.redirect("staff:report", report=case.id, query=query | {"saved": str(case.id)} | said_read)


def _do(visit: Visit, case: Case, deed: Deed, said: AfterDecision) -> None:
    session, about = visit.session, f"report:{case.id}"
    report = queries.by_id(session, case.id, lock=True)
    assert report is not None  # noqa: S101 - it was read and locked
    language = shipped(case.locale) or ENGLISH
    if deed is Deed.READ:
        talk.mark_read(session, report, version=case.version)
        acting.note(visit, Act.READ, about)
    elif deed is Deed.REPLY:
        talk.reply(session, report, version=case.version, text=said.word, language=language.html_lang)
        acting.note(visit, Act.REPLY, about)
    elif deed is Deed.FINISH:
        service.finish(session, report, version=case.version, outcome=Outcome(said.outcome), today=visit.today)
        if said.told:
            talk.say(session, report, MessageKind.WORD, said.told, language.html_lang)
        acting.note(visit, Act.FINISH, about, outcome=said.outcome)
    else:
        _reopen(visit, case, Reopening(said.why), language)
        acting.note(visit, Act.REOPEN, about, reason=said.why, before=case.status)


def _reopen(visit: Visit, case: Case, why: Reopening, language: Locale) -> None:
    settings, report = visit.site.settings, queries.by_id(visit.session, case.id)
    assert report is not None  # noqa: S101 - it was read and locked
    reopening.reopen(
        visit.session,
        visit.site.ring,
        media_of(settings),
        report,
        version=report.version,
        text=translator(language).gettext.text(REOPENINGS[why]),
        language=language.html_lang,
        zone=settings.zone,
    )
