"""An issue's page at the desk: where it stands, who reported it by reference, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.issues import cards
from portal.city.issues import queries as issues
from portal.city.issues.names import names_of
from portal.city.issues.timeline import moments
from portal.doors.staff import languages
from portal.doors.staff.cases import notices
from portal.doors.staff.cases.case import case_of
from portal.doors.staff.issues import issue_forms
from portal.doors.staff.issues.issue import DeskIssue, read
from portal.doors.staff.record import history
from portal.doors.staff.rules import HIDE_REASONS, SHOW_REASONS
from portal.doors.staff.scripts import scripts
from portal.listen.reports import queries as reports
from portal.listen.reports.rules import STATUS_NAMES
from portal.web import own_words
from portal.web.rendering import render
from portal.web.visit import Visit

__all__ = ["read", "show"]

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a clerk sent into one of the forms and has to mend."""

    form: str
    values: Values
    problems: Mapping[str, Lazy]


def show(visit: Visit, issue: DeskIssue, *, typed: Typed | None = None) -> Response:
    """Show one issue; with `typed`, one of its forms as it was sent."""
    names, tag = names_of(visit), visit.locale.tag
    answer = render(
        visit,
        "staff/issue.html",
        status=422 if typed else 200,
        errors=bool(typed),
        section="issues",
        scripts=scripts(),
        notice=notices.after_issue(visit) if not typed else None,
        issue=issue,
        title=names.title(issue.service_code, issue.title, issue.title_language, tag),
        category=names.service(issue.service_code, tag),
        district=names.district(issue.district_code),
        standing=cards.status_tag(tag, issue.status, issue.outcome),
        day=partial(cards.day, tag),
        moments=tuple(moments(_as_shown(issue), issues.happenings(visit.session, issue.id), tag, today=visit.today)),
        linked=tuple(case_of(each) for each in reports.of_issue(visit.session, issue.id)),
        report_names=STATUS_NAMES,
        deeds=history.deeds(visit, f"issue:{issue.address}"),
        happened=_form(visit, issue, "happened", typed),
        words=_form(visit, issue, "words", typed),
        sight=_sight(visit, issue, typed),
    )
    if typed:
        answer.headers["hx-push-url"] = "false"
    return answer


def _form(visit: Visit, issue: DeskIssue, which: str, typed: Typed | None) -> Form:
    """Make one of the two forms, with what stands now or with what was typed."""
    if which == "happened":
        form = Form(
            id="happened", action=visit.url("staff:move", reference=issue.address),
            parts=issue_forms.happened_fields(issue),
        )  # fmt: skip
        now: dict[str, tuple[str, ...]] = {"own_language": (visit.locale.html_lang,)}
    else:
        form = Form(
            id="words", action=visit.url("staff:redact", reference=issue.address), parts=issue_forms.word_fields(issue)
        )
        spoken = languages.html_lang_of(issue.title_language)
        now = {"title": (issue.title,), "title_language": (spoken,), "text": (issue.description,)}
    if typed is None or typed.form != which:
        return answered(form, values=now)
    form = replace(form, parts=(*form.parts, *own_words.question(typed.values, ("own", "title", "text"))))
    return answered(form, values=typed.values, errors=typed.problems)


def _sight(visit: Visit, issue: DeskIssue, typed: Typed | None) -> Form:
    """Make the form that hides an issue, or shows it again."""
    reasons: Mapping[Any, Lazy] = SHOW_REASONS if issue.hidden else HIDE_REASONS
    action = visit.url("staff:show" if issue.hidden else "staff:hide", reference=issue.address)
    form = Form(id="sight", action=action, parts=(issue_forms.reason_field(reasons),))
    return answered(form, values={}, errors=typed.problems if typed and typed.form == "sight" else None)


def _as_shown(issue: DeskIssue) -> Any:
    """The history is told of the same facts here and on the public page."""
    return issue
