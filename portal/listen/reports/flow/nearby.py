"""Is it already reported? At most three open issues of the same type near the place, before the check."""

from typing import Any

from fastapi import Response

from i18n.lazy import Lazy, lazy, nlazy
from portal.city.issues import addresses, cards, own_support, similar
from portal.city.issues import queries as issues
from portal.city.issues.names import names_of
from portal.city.issues.own_support import Support
from portal.city.issues.queries import Shown
from portal.city.issues.similar import Similar
from portal.ground.errors import Conflict
from portal.listen.reports.answers import nearby_answer
from portal.listen.reports.answers.sending import Ready, ready
from portal.listen.reports.rules import DraftGone, Receipt
from portal.listen.reports.unsent.drafts import Answers, DraftBox, drafts_of
from portal.web.rendering import render
from portal.web.visit import Visit
from privacy.minimise.location import Point
from privacy.vault.codes import NotACode

ON_THE_STREET = lazy("On the same street")
AWAY = nlazy("About %(n)s metre away", "About %(n)s metres away")


def is_asked(visit: Visit, answers: Answers) -> bool:
    """Whether there is something to ask, and it was not answered for this type and place."""
    return not nearby_answer.is_answered(answers) and bool(_found(visit, answers))


def show(visit: Visit, *, token: str, answers: Answers) -> Response:
    """Ask; where nothing is near any more, go on."""
    found = _found(visit, answers)
    if not found:
        return visit.redirect("reports:check", draft=token)
    names, tag = names_of(visit), visit.locale.tag
    facts: dict[str, Any] = {
        "found": [(each, addresses.written(each.reference), _away(each)) for each in found],
        "category": names.service(answers.text("category"), tag),
        "is_counted": lambda each: _is_counted(visit, each),
        "title_of": lambda each: names.title(answers.text("category"), each.title, each.title_language, tag),
        "status_tag": lambda each: cards.status_tag(tag, each.status, each.outcome),
    }
    return render(visit, "reports/nearby.html", section="report", inline=True, token=token, **facts)


def answer(visit: Visit, *, token: str) -> Response:
    """Count somebody in and end the draft in which nothing more was said, or remember that theirs is different."""
    box = drafts_of(visit)
    try:
        answers = box.open(token)
    except DraftGone:
        return visit.redirect("reports:joined", draft=token)
    issue = _chosen(visit)
    if issue is None:
        if "join" in visit.form:  # it was closed or hidden meanwhile
            return visit.redirect("reports:nearby", draft=token)
        nearby_answer.say_different(answers)
        box.save(token, answers)
        return visit.redirect("reports:check", draft=token)
    try:
        remembering = own_support.count_in(visit, issue)
    except Conflict:
        return visit.redirect("reports:nearby", draft=token)
    nearby_answer.say_joined(answers, issue.reference)
    box.save(token, answers)
    if not nearby_answer.says_more(answers):
        end(box, token, answers)
    return remembering(visit.redirect("reports:joined", draft=token))


def end(box: DraftBox, token: str, answers: Answers) -> None:
    """Throw away what was written, and keep for ten minutes which issue was joined."""
    if box.end(box.row(token), answers):
        box.keep_receipt(token, {"kind": Receipt.JOINED, "issue": nearby_answer.joined(answers)})


def joined(visit: Visit, *, token: str) -> Response:
    """Say that somebody was counted in, and offer to send what they wrote, too."""
    try:
        reference, more = nearby_answer.joined(drafts_of(visit).open(token)), True
    except DraftGone:
        reference, more = drafts_of(visit).receipt(token, Receipt.JOINED)["issue"], False
    issue = issues.shown(visit.session, reference) if reference else None
    if issue is None:
        return visit.redirect("reports:nearby", draft=token)
    title = names_of(visit).title(issue.service_code, issue.title, issue.title_language, visit.locale.tag)
    facts: dict[str, Any] = {
        "issue": issue,
        "address": addresses.written(reference),
        "issue_title": title,
        "more": more,
    }
    return render(visit, "reports/joined.html", section="report", inline=True, token=token, **facts)


def _found(visit: Visit, answers: Answers) -> tuple[Similar, ...]:
    draft = ready(visit, answers)
    if not isinstance(draft, Ready) or draft.service.sensitive or draft.service.never_on_map:
        return ()
    street, point, code = draft.where.street, draft.where.point, draft.service.code
    close: tuple[Similar, ...] = ()
    if point is not None and (street is None or point != Point(street.latitude, street.longitude)):
        close = similar.near_point(visit.reader, service_code=code, point=point)
    if street is None:
        return close
    district = draft.where.district_code
    along = similar.on_street(visit.reader, service_code=code, district_code=district, street=street.name)
    return similar.each_once(close, along)


def _is_counted(visit: Visit, found: Similar) -> bool:
    """Whether this visitor said before that an issue is theirs, too."""
    issue = issues.shown(visit.session, found.reference)
    return issue is not None and own_support.support_of(visit, issue) == Support.GIVEN


def _chosen(visit: Visit) -> Shown | None:
    try:
        return issues.shown(visit.session, addresses.read(str(visit.form.get("join", ""))))
    except NotACode:
        return None


def _away(found: Similar) -> Lazy:
    return ON_THE_STREET if found.about_m is None else AWAY.count(found.about_m)
