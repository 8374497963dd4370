"""A report's page: all that a clerk needs to decide, and the form in which to do it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import Response

from accessibility.fields import Choice, Field
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.issues import addresses, cards
from portal.city.issues import queries as issues
from portal.city.issues.names import Names, names_of
from portal.city.issues.queries import Hint
from portal.city.places import queries as places
from portal.doors.staff import languages
from portal.doors.staff.cases import after_decision_forms, covering, notices, photos, queue, similar, titles, wanted
from portal.doors.staff.cases.after_decision_forms import Panel
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.decision_form import FOR_EVERYONE, fields
from portal.doors.staff.cases.translated import Translated, is_of_use
from portal.doors.staff.record import history
from portal.doors.staff.rules import CHANNELS, Do
from portal.doors.staff.scripts import scripts
from portal.listen.reports import queries as reports
from portal.listen.reports.answers.written_in import NOT_OURS
from portal.listen.reports.rules import STATUS_NAMES, Status, why_ended
from portal.web import marks, own_words
from portal.web.rendering import environment, render, ugc_inline
from portal.web.visit import Visit
from privacy.minimise.text import mask

Values = Mapping[str, tuple[str, ...]]
Problems = Mapping[str, Lazy]

NEARBY: Final = lazy("%(reference)s, %(distance)s away, reported on %(day)s. %(status)s")
NEARBY_CLOSED: Final = lazy(
    "%(reference)s, %(distance)s away, reported on %(day)s. %(status)s. "
    "Nobody works on it any more: if the problem is back, publish this report."
)
NEARBY_CLOSED_PRIVATE: Final = lazy(
    "%(reference)s, %(distance)s away, reported on %(day)s. %(status)s. "
    "Nobody works on it any more: if the problem is back, accept this report by itself."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a clerk sent that has to be mended: every field as it was sent, and what is wrong, in which form."""

    values: Values
    problems: Problems
    form: str = "decision-form"


def show(
    visit: Visit,
    case: Case,
    *,
    typed: Typed | None = None,
    opened: Mapping[str, str] | None = None,
    translated: Translated | None = None,
    fragment: str = "",
) -> Response:
    """Show one report; with `typed`, as it was sent; with `opened` and `translated`, what was pressed for as well."""
    names = names_of(visit)
    asked = wanted.read(visit.request.query_params, names)
    near = similar.near(visit, case) if case.waits else ()
    form = _form(visit, names, asked, case, near, typed)
    answer = render(
        visit,
        "staff/report.html",
        fragment=fragment,
        status=422 if typed and typed.problems else 200,
        errors=bool(typed and typed.problems),
        section="queue",
        scripts=scripts(),
        notice=notices.after_saving(visit) if not (typed or opened or translated) else None,
        case=case,
        near=near,
        radius_m=similar.RADIUS_M,
        opened=opened,
        translated=translated,
        translate_action=visit.url("staff:translation", report=case.id, query=asked.query)
        if is_of_use(visit, case)
        else "",
        queue_href=visit.url("staff:queue", query=asked.query),
        place_action=visit.url("staff:place", report=case.id, query=asked.query),
        form=form,
        after_decision=tuple(_panels(visit, asked, case, typed)),
        go_on=_go_on(visit, asked, case),
        asked={part.name: part for part in form.parts if isinstance(part, Field)} if form else {},
        covers=covering.covers(typed.values) if typed else covering.proposed(photos.of_case(visit, case)),
        **_facts(visit, names, case),
    )
    if typed:
        answer.headers["hx-push-url"] = "false"
    return answer


def _facts(visit: Visit, names: Names, case: Case) -> dict[str, Any]:
    tag = visit.locale.tag
    street = places.street(visit.session, case.street_id) if case.street_id else None
    return {
        "category": names.service(case.service_code, tag),
        "district": names.district(case.district_code),
        "place": queue.public_place(names, case, street),
        "language_name": languages.name_of(case.language),
        "status_name": STATUS_NAMES[Status(case.status)],
        "channel_name": CHANNELS.get(case.channel),
        "reason": why_ended(case.status, case.reason),
        "words_of_report": marks.marked(case.description, case.language, visit.locale) if case.description else None,
        "found": marks.kinds(case.description),
        "photos": photos.of_case(visit, case),
        "issue": issue_of(visit, case.issue_id),
        "talk": reports.messages(visit.session, case.id),
        "deeds": history.deeds(visit, f"report:{case.id}", f"subject:{case.id}"),
        "status_tag": cards.status_tag,
    }


def issue_of(visit: Visit, issue_id: int | None) -> str | None:
    """Give the reference of the issue that a report became part of."""
    found = issues.by_id(visit.session, issue_id) if issue_id is not None else None
    return found.reference if found else None


def _form(
    visit: Visit, names: Names, asked: wanted.Wanted, case: Case, near: tuple[Hint, ...], typed: Typed | None
) -> Form | None:
    """Make the form of a report that waits; there is nothing to decide about another one."""
    if not case.waits:
        return None
    offered = tuple(_choice(visit, case, hint) for hint in near)
    numbers = [photo.number for photo in photos.of_case(visit, case)]
    sure = own_words.question(typed.values, FOR_EVERYONE) if typed else ()
    form = Form(
        id="decision-form",
        action=visit.url("staff:decide", report=case.id, query=asked.query),
        parts=(
            *fields(case, names, visit.locale.tag, offered, numbers),
            *sure,
        ),
        back=visit.url("staff:queue", query=asked.query),
    )
    if typed:
        return answered(form, values=typed.values, errors=typed.problems)
    return answered(form, values=_proposed(visit, names, case))


def _panels(visit: Visit, asked: wanted.Wanted, case: Case, typed: Typed | None) -> Iterator[Panel]:
    """Make the forms of a report that is decided."""
    for panel in after_decision_forms.panels(case, _go_on(visit, asked, case)):
        sent = typed is not None and typed.form == panel.form.id
        yield (
            replace(panel, form=answered(panel.form, values=typed.values, errors=typed.problems))
            if sent and typed
            else panel
        )


def _go_on(visit: Visit, asked: wanted.Wanted, case: Case) -> str:
    return visit.url("staff:go_on", report=case.id, query=asked.query)


def _choice(visit: Visit, case: Case, hint: Hint) -> Choice:
    facts = {
        "reference": hint.reference,
        "distance": metres(visit, hint.distance_m),
        "day": cards.day(visit.locale.tag, hint.reported_on),
        "status": cards.status_words(hint.status, hint.outcome),
    }
    closed = NEARBY_CLOSED if case.may_publish else NEARBY_CLOSED_PRIVATE
    label, said = ugc_inline(hint.title, hint.title_language), NEARBY if hint.is_open else closed
    return Choice(value=addresses.written(hint.reference), label=label, hint=said.bind(**facts))


def metres(visit: Visit, distance_m: float) -> str:
    """Write a distance to ten metres: a public point is not more exact than that."""
    formats: Any = environment(visit.locale.tag).globals["formats"]
    return str(formats.distance(round(distance_m, -1)))


def _proposed(visit: Visit, names: Names, case: Case) -> Values:
    """Propose what a clerk mostly does: publish the masked words under their first sentence."""
    title = titles.proposed(case.description)
    named = names.service(case.service_code, case.locale)
    values = {
        "do": (Do.PUBLISH if case.may_publish else Do.ACCEPT).value,
        "title": title or named.text,
        "language": languages.html_lang_of(case.language if title else named.locale),
        "text": mask(case.description),
        "category": case.service_code,
        "district": case.district_code,
        "written_in": languages.html_lang_of(case.language) or NOT_OURS,
    }
    for photo in photos.of_case(visit, case):
        values |= {f"photo_{photo.number}": "yes", f"photo_alt_{photo.number}": mask(photo.description)}
    return {name: (value,) for name, value in values.items() if value}
