"""Where a manager writes down the weights that the city has decided on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from fastapi import Response
from pydantic import AfterValidator

from accessibility.fields import Field
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.identity import acting
from portal.city.identity.desk_policies import MANAGERS
from portal.decide.amounts import percent_of
from portal.decide.percentages import NOT_A_PERCENTAGE, Percentage
from portal.decide.prioritisation import queries, service
from portal.decide.prioritisation.weights import FEWEST_WEEKS, MOST_WEEKS, Weights
from portal.ground.audit_log.acts import Act
from portal.web import binding
from portal.web.binding import FieldProblem, bind
from portal.web.kept_words import KeepsWords
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room(route_class=KeepsWords)
LONGEST_NAME = 120
NUMBERS = ("anonymous", "open_issue", "cost", "weeks")
_NOT_WEEKS = lazy("Write a number of weeks between %(fewest)s and %(most)s.", fewest=FEWEST_WEEKS, most=MOST_WEEKS)
_NOBODY = lazy("Write who decided: a council or an office, never a person's name.")


def _weeks(text: str) -> str:
    weeks = percent_of(text)
    if weeks is None or not FEWEST_WEEKS <= weeks <= MOST_WEEKS:
        raise FieldProblem(_NOT_WEEKS)
    return text


def _body(text: str) -> str:
    if not text:
        raise FieldProblem(_NOBODY)
    return text[:LONGEST_NAME]


class NewWeights(binding.Form):
    """Weights in percent, and the body that set them."""

    problems: ClassVar = dict.fromkeys(("anonymous", "open_issue", "cost"), NOT_A_PERCENTAGE) | {
        "weeks": _NOT_WEEKS,
        "set_by": _NOBODY,
    }

    anonymous: Percentage
    open_issue: Percentage
    cost: Percentage
    weeks: Annotated[str, AfterValidator(_weeks)]
    set_by: Annotated[str, AfterValidator(_body)]


@room.reads("/weights", name="staff:weights", policy=MANAGERS)
def show(visit: VisitDep) -> Response:
    """Show the weights in force, to be set anew."""
    return _ask(visit, queries.weights_in_force(visit.session))


@room.writes("/weights", name="staff:weights_set", policy=MANAGERS)
def change(visit: VisitDep) -> Response:
    """Put weights in force from today on; earlier rankings keep theirs."""
    before = queries.weights_in_force(visit.session)
    said = bind(NewWeights, visit.form)
    if said.value is None:
        return _ask(visit, before, problems=dict(said.problems))
    today = visit.today
    numbers = {name: percent_of(getattr(said.value, name)) or 0 for name in NUMBERS}
    service.set_weights(visit.session, _changed(before, numbers, set_by=said.value.set_by, since=today.isoformat()))
    acting.note(visit, Act.WEIGHTS, "priorities", **numbers)
    return visit.redirect("staff:weights")


def _changed(before: Weights, numbers: Mapping[str, int], *, set_by: str, since: str) -> Weights:
    return replace(
        before,
        anonymous=numbers["anonymous"],
        open_issue=numbers["open_issue"],
        cost=numbers["cost"],
        weeks=numbers["weeks"],
        set_by=set_by,
        since=since,
    )


def _ask(visit: Visit, weights: Weights, *, problems: dict[str, Lazy] | None = None) -> Response:
    form = Form(id="weights", action=visit.url("staff:weights_set"), parts=_parts(), back=visit.url("staff:solutions"))
    now = {name: (str(getattr(weights, name)),) for name in NUMBERS}
    typed = {field.name: (str(visit.form.get(field.name, "")),) for field in _parts()}
    return render(
        visit,
        "staff/weights.html",
        section="solutions",
        status=422 if problems else 200,
        errors=bool(problems),
        form=answered(form, values=typed if problems else now, errors=problems),
        weights=weights,
    )


def _parts() -> tuple[Field, ...]:
    of_voice = lazy("In percent of one resident's voice")
    power = lazy("100 ranks by need for each euro, 0 by need alone")
    newest = lazy("The newest released weeks that are added up, %(few)s to %(most)s", few=FEWEST_WEEKS, most=MOST_WEEKS)
    asked = (
        ("anonymous", lazy("A report without an account"), of_voice, "ltr"),
        ("open_issue", lazy("An open problem of middle severity"), of_voice, "ltr"),
        ("cost", lazy("How much the cost counts"), power, "ltr"),
        ("weeks", lazy("How many weeks count"), newest, "ltr"),
        ("set_by", lazy("Who decided this"), lazy("A council or an office. Everyone reads it."), "auto"),
    )
    return tuple(
        Field(
            id=name, name=name, label=label, hint=hint, direction=way, autocomplete="off",
            inputmode="numeric" if way == "ltr" else None,
        )
        for name, label, hint, way in asked
    )  # fmt: skip
