"""The form of a measure: empty, filled with what was typed, or with what another clerk has written meanwhile."""

from http import HTTPStatus

from fastapi import Response

from accessibility.fields import Choice, Field
from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.issues.names import names_of
from portal.city.places import queries as places
from portal.city.places.shell import official_of
from portal.city.services import queries as services
from portal.decide.solutions import drafting, forms
from portal.decide.solutions.queries import SolutionView
from portal.decide.solutions.rules import Measure
from portal.web import own_words
from portal.web.rendering import render
from portal.web.several_languages import fields_of
from portal.web.visit import Visit
from privacy.dp.weeks import week_of

SECTION = "solutions"


def ask(
    visit: Visit,
    *,
    solution: SolutionView | None = None,
    problems: dict[str, Lazy] | None = None,
    is_late: bool = False,
) -> Response:
    """Ask for a measure, or for changes to `solution`; `is_late` where somebody else has changed it meanwhile."""
    found = Form(id="solution", action=_action(visit, solution), back=_back(visit, solution), parts=_parts(visit))
    kept = {field.name: _typed(visit, field.name) for field in found.parts} if visit.writes else {}
    first = forms.answers_of(solution) if solution and not visit.writes else kept
    return render(
        visit,
        "staff/solution_edit.html",
        section=SECTION,
        status=HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        errors=bool(problems),
        form=answered(found, values=first, errors=problems),
        solution=solution,
        is_late=is_late,
        names=names_of(visit),
    )


def read(visit: Visit) -> tuple[Measure | None, dict[str, Lazy]]:
    """Read what was typed."""
    return drafting.read(
        visit.form,
        official=official_of(visit),
        services=[choice.value for choice in _services(visit)],
        districts=[choice.value for choice in _districts(visit)],
    )


def _parts(visit: Visit) -> tuple[Field, ...]:
    asked = forms.fields(official=official_of(visit), services=_services(visit), districts=_districts(visit))
    typed = {name: _typed(visit, name) for name in fields_of(forms.TEXTS)}
    return (*asked, *own_words.question(typed, typed))


def _typed(visit: Visit, name: str) -> tuple[str, ...]:
    return tuple(text for text in visit.form.getlist(name) if isinstance(text, str) and text)


def _action(visit: Visit, solution: SolutionView | None) -> str:
    if solution is None:
        return visit.url("staff:solution_draft")
    return visit.url("staff:solution_change", reference=solution.reference)


def _back(visit: Visit, solution: SolutionView | None) -> str:
    if solution is None:
        return visit.url("staff:solutions")
    return visit.url("staff:solution", reference=solution.reference)


def _services(visit: Visit) -> list[Choice]:
    week = week_of(visit.today)
    found = services.active_services(visit.session, week=week)
    return [Choice(value=each.code, label=each.name_in(visit.locale.tag)) for each in found]


def _districts(visit: Visit) -> list[Choice]:
    return [Choice(value=each.code, label=each.wording) for each in places.districts(visit.session)]
