"""What the desk submits to write a measure, and the questions that it is asked with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, plazy
from portal.decide.amounts import cents_of
from portal.decide.percentages import NOT_A_PERCENTAGE, Percentage
from portal.decide.solutions.queries import SolutionView
from portal.decide.solutions.rules import MOST_CENTS
from portal.web import binding
from portal.web.binding import FieldProblem
from portal.web.several_languages import language_named, official_first, text_field

TEXTS = ("title", "summary", "effect")
RELIEF = "relief_percent"
LOW = "relief_low_percent"
HIGH = "relief_high_percent"
_NOT_AN_AMOUNT = lazy("Write the cost in euros, such as 420,000.")


def _amount(text: str) -> str:
    cents = cents_of(text)
    if cents is None or not 0 < cents <= MOST_CENTS:
        raise FieldProblem(_NOT_AN_AMOUNT)
    return text


class MeasureDraft(binding.Form):
    """A measure, but for its texts, which are read language by language."""

    problems: ClassVar = {
        "cost": _NOT_AN_AMOUNT,
        "services": lazy("Choose at least one type of problem that the measure would relieve."),
        "districts": lazy("Choose districts from the list."),
        RELIEF: NOT_A_PERCENTAGE,
        LOW: NOT_A_PERCENTAGE,
        HIGH: NOT_A_PERCENTAGE,
    }

    cost: Annotated[str, AfterValidator(_amount)]
    services: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    relief_percent: Percentage
    relief_low_percent: Percentage | None = None
    relief_high_percent: Percentage | None = None


def fields(*, official: Sequence[str], services: Sequence[Choice], districts: Sequence[Choice]) -> tuple[Field, ...]:
    """Ask for a measure; only the city's own languages must be answered."""
    asked: list[Field] = []
    for locale in official_first(official):
        tag, of, optional = locale.tag, language_named(locale.tag), locale.tag not in official
        asked += [
            text_field(f"title_{tag}", lazy("Title in %(language)s", **of), optional=optional),
            text_field(f"summary_{tag}", lazy("What would be done, in %(language)s", **of), rows=3, optional=optional),
            text_field(
                f"effect_{tag}", lazy("What is expected to change, in %(language)s", **of), rows=3, optional=optional
            ),
        ]
    return (*asked, *_facts(services, districts))


def _facts(services: Sequence[Choice], districts: Sequence[Choice]) -> tuple[Field, ...]:
    """Ask for the numbers and for what the measure would relieve; where there are no districts, not for those."""
    share = lazy("In percent of the need that this measure answers, for example 35")
    same = lazy("Empty: the same number")
    return (
        _number("cost", lazy("Cost in euros"), lazy("Everything until it works, for example 420,000")),
        _boxes("services", lazy("Which problems would it relieve?"), services),
        *((_where(districts),) if districts else ()),
        _number(RELIEF, lazy("How much of the problem is expected to go away"), share),
        _number(LOW, plazy("share of a problem", "At the least"), same, optional=True),
        _number(HIGH, plazy("share of a problem", "At the most"), same, optional=True),
    )


def _where(districts: Sequence[Choice]) -> Field:
    hint = lazy("Leave all boxes empty for the whole city.")
    return replace(_boxes("districts", lazy("Where would it help?"), districts), hint=hint, optional=True)


def _boxes(name: str, label: Lazy, choices: Sequence[Choice]) -> Field:
    return Field(id=name, name=name, kind=Kind.CHECKBOXES, label=label, choices=tuple(choices))


def answers_of(solution: SolutionView) -> dict[str, tuple[str, ...]]:
    """Fill the questions with what a measure says now."""
    measure = solution.measure
    texts = {"title": measure.titles, "summary": measure.summaries, "effect": measure.effects}
    filled = {f"{name}_{tag}": (text,) for name, found in texts.items() for tag, text in found.items()}
    whole, cents = divmod(measure.cost_cents, 100)
    return filled | {
        "cost": (f"{whole}.{cents:02d}" if cents else str(whole),),
        "services": measure.services,
        "districts": measure.districts,
        RELIEF: (str(measure.relief.percent),),
        LOW: (str(measure.relief.low_percent),),
        HIGH: (str(measure.relief.high_percent),),
    }


def _number(name: str, label: Lazy, hint: Lazy, *, optional: bool = False) -> Field:
    return Field(
        id=name, name=name, label=label, hint=hint, optional=optional, autocomplete="off", inputmode="decimal",
        direction="ltr",
    )  # fmt: skip
