"""A report that a clerk files for somebody: from a call, from paper, or at the counter.

It counts like an anonymous report: the clerk is no resident, and who called is not kept.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Final

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from i18n.locales import Locale
from i18n.scripts import UNKNOWN, language_of
from portal.city.identity import acting
from portal.city.places import queries as places
from portal.city.services import queries as services
from portal.doors.staff import languages
from portal.doors.staff.cases.conflicts import values
from portal.doors.staff.cases.publishing import city_of
from portal.doors.staff.rules import CHANNELS
from portal.ground.audit_log.acts import Act
from portal.listen.reports import filing
from portal.listen.reports.answers import forms, questions
from portal.listen.reports.answers.locating import Located, NotLocated, locate
from portal.listen.reports.filing import Filed, NewReport
from portal.listen.reports.flow.pages import on_the_page
from portal.listen.reports.rules import Receipt
from portal.listen.reports.unsent.drafts import drafts_of
from portal.web import binding
from portal.web.binding import bind
from portal.web.rendering import render
from portal.web.visit import Visit
from privacy.dp.weeks import week_of

WITHIN: Final = ("phone", "paper", "desk")


class Call(binding.Form):
    """What the desk asks beside the resident's own questions."""

    problems: ClassVar = {
        "public": lazy("Ask the caller if the city may show this publicly."),
        "channel": lazy("Say how the report came."),
    }

    public: str
    channel: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A whole report as a caller gave it."""

    problem: forms.Problem
    call: Call
    place: forms.Place
    where: Located


def ask(visit: Visit, problems: dict[str, Lazy] | None = None) -> Response:
    """Show the one page of questions, with what was typed."""
    form = Form(id="call", action=visit.url("staff:file"), parts=_fields(visit), back=visit.url("staff:queue"))
    typed = values(visit) if problems else {"language": (visit.locale.html_lang,), "channel": ("phone",)}
    shown = answered(form, values=typed, errors=on_the_page(form, problems or {}))
    status = 422 if problems else 200
    return render(visit, "staff/new.html", section="queue", status=status, errors=bool(problems), form=shown)


def file(visit: Visit) -> Response:
    """File the report, and keep its receipt for ten minutes."""
    heard, problems = _heard(visit)
    if heard is None:
        return ask(visit, problems)
    filed = _file(visit, heard)
    box = drafts_of(visit)
    draft = box.new_address()
    said = {"reference": filed.reference, "code": filed.tracking_code, "category": heard.problem.category}
    box.keep_receipt(draft, {"kind": Receipt.FILED, **said})
    acting.note(visit, Act.FILE, f"report:{filed.report_id}", channel=heard.call.channel)
    return visit.redirect("staff:filed", draft=draft)


def receipt(visit: Visit, draft: str) -> Response:
    """Show what to read out to the caller. Raises DraftGone after ten minutes."""
    found = drafts_of(visit).receipt(draft, Receipt.FILED)
    return render(visit, "staff/filed.html", section="queue", receipt=found)


def _heard(visit: Visit) -> tuple[Heard | None, dict[str, Lazy]]:
    """Read the form: whole, or with a sentence for each thing to mend."""
    problem, call = bind(forms.Problem, visit.form), bind(Call, visit.form)
    place = bind(forms.Place, visit.form)
    problems = dict(problem.problems) | dict(place.problems) | dict(call.problems)
    where = None
    if place.value is not None:
        try:
            where = locate(visit.session, place.value)
        except NotLocated as unknown:
            problems[unknown.field] = unknown.sentence
    if problem.value is not None and services.service_by_code(visit.session, problem.value.category) is None:
        problems["category"] = forms.Problem.problems["category"]
    if call.value is not None and call.value.public not in {"yes", "no"}:
        problems["public"] = Call.problems["public"]
    if call.value is not None and call.value.channel not in WITHIN:
        problems["channel"] = Call.problems["channel"]
    if problems or problem.value is None or call.value is None or place.value is None or where is None:
        return None, problems
    return Heard(problem.value, call.value, place.value, where), {}


def _file(visit: Visit, heard: Heard) -> Filed:
    city, zone = city_of(visit), visit.site.settings.zone
    service = services.service_by_code(visit.session, heard.problem.category)
    assert service is not None  # noqa: S101 - it was looked up
    spoken: Locale = languages.locale_of(heard.call.language) or visit.locale
    where = heard.where
    new = NewReport(
        service_code=service.code,
        district_code=where.district_code,
        description=heard.problem.words,
        language=_written_in(heard.problem.words, spoken, visit.locale),
        locale=spoken.tag,
        place=heard.place.place or (where.street.name if where.street else ""),
        landmark=heard.place.landmark,
        point=where.point,
        street_id=where.street.id if where.street else None,
        may_publish=heard.call.public == "yes",
        email="",
        due_days=service.due_days,
        holidays=city.holidays,
        delay=timedelta(hours=city.publication_delay_hours),
        channel=heard.call.channel,
    )
    return filing.file_report(visit.session, visit.site.ring, new=new, prefix=city.prefix, zone=zone, voice=None)


def _written_in(words: str, spoken: Locale, desk: Locale) -> str:
    """Say the language of a caller's words: a clerk may have written them down in the caller's, or in the desk's own.

    Unknown where both could be, because a wrong language is worse for a screen reader than none.
    """
    found = {language_of(words, each) for each in (spoken, desk)} - {UNKNOWN}
    return found.pop() if len(found) == 1 else UNKNOWN


def _fields(visit: Visit) -> tuple[Field, ...]:
    week = week_of(visit.today)
    types = tuple(
        Choice(value=each.code, label=each.name_in(visit.locale.tag))
        for each in services.active_services(visit.session, week=week)
    )
    districts = tuple(Choice(value=each.code, label=each.wording) for each in places.districts(visit.session))
    ways = tuple(Choice(value=name, label=CHANNELS[name]) for name in WITHIN)
    return (
        Field(id="channel", name="channel", kind=Kind.RADIOS, label=lazy("How did the report come?"), choices=ways),
        Field(
            id="category", name="category", kind=Kind.SELECT, label=lazy("Type"),
            choices=(Choice(value="", label=lazy("Choose a type")), *types),
        ),
        replace(questions.words_field(), label=lazy("The problem, in the caller’s words")),
        *questions.place_fields(districts),
        questions.public_field(),
        Field(
            id="language", name="language", kind=Kind.SELECT, label=lazy("Language in which the caller reads answers"),
            choices=languages.choices(),
        ),
    )  # fmt: skip
