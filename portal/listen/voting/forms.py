"""What a voter submits, and what the desk submits to make a poll."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import lazy
from portal.listen.voting.queries import PollView
from portal.listen.voting.rules import MOST_OPTIONS
from portal.web import binding
from portal.web.binding import FieldProblem
from portal.web.several_languages import language_named, official_first, text_field
from privacy.dp.weeks import local_day

TEXTS = ("question", "summary", "options")


class Choosing(binding.Form):
    """A ballot of a choose-one poll."""

    problems: ClassVar = {
        "option": lazy("Choose one of the options."),
        "district": lazy("Choose a district from the list."),
    }

    option: str
    district: str = ""


_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NOT_A_DATE = lazy("Write the date as year-month-day, such as 2026-12-31.")
_NO_SUCH_DAY = lazy("The calendar has no such day.")
_TOO_FAR = lazy("Write a day between the years 2000 and 2100.")
_YEARS = range(2000, 2101)


def _date(text: str) -> str:
    if not _WRITTEN.fullmatch(text):
        raise FieldProblem(_NOT_A_DATE)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FieldProblem(_NO_SUCH_DAY) from None
    if day.year not in _YEARS:
        raise FieldProblem(_TOO_FAR)
    return text


class PollDraft(binding.Form):
    """A poll in the city's languages: one line an option, in the same order in each language."""

    problems: ClassVar = {
        "opens_on": lazy("Write the day on which the poll opens."),
        "closes_on": lazy("Write the last day of the poll."),
    }

    opens_on: Annotated[str, AfterValidator(_date)]
    closes_on: Annotated[str, AfterValidator(_date)]


def instant(day: str, *, zone: tzinfo, at_end: bool) -> datetime:
    """Turn a day into the moment at which it begins, or ends, in the city."""
    moment = time.max.replace(microsecond=0) if at_end else time.min
    return datetime.combine(date.fromisoformat(day), moment, zone)


def option_field(options: Sequence[Choice]) -> Field:
    """The question of the ballot."""
    return Field(id="option", name="option", kind=Kind.RADIOS, label=lazy("Choose one option"), choices=tuple(options))


def district_field(districts: Sequence[Choice]) -> Field:
    """Where the voter lives, for the turnout and for nothing else."""
    return Field(
        id="district",
        name="district",
        kind=Kind.SELECT,
        label=lazy("In which district do you live?"),
        hint=lazy("Only for a blurred number: how many took part in each district. It is not kept with your vote."),
        choices=(Choice(value="", label=lazy("I would rather not say")), *districts),
        optional=True,
    )


def draft_fields(official: Sequence[str]) -> tuple[Field, ...]:
    """The questions of making a poll; only the city's own languages must be answered."""
    fields: list[Field] = []
    for locale in official_first(official):
        optional = locale.tag not in official
        of = language_named(locale.tag)
        fields += [
            text_field(f"question_{locale.tag}", lazy("Question in %(language)s", **of), optional=optional),
            text_field(
                f"summary_{locale.tag}", lazy("What it is about, in %(language)s", **of), rows=3, optional=optional
            ),
            text_field(
                f"options_{locale.tag}",
                lazy("Options in %(language)s", **of),
                rows=4,
                optional=optional,
                hint=lazy(
                    "One option a line, 2 to %(most)s of them, in the same order in each language.", most=MOST_OPTIONS
                ),
            ),
        ]
    hint = lazy("Year-month-day, for example 2026-12-31")
    fields.append(Field(id="opens_on", name="opens_on", label=lazy("First day"), hint=hint, direction="ltr"))
    fields.append(Field(id="closes_on", name="closes_on", label=lazy("Last day"), hint=hint, direction="ltr"))
    return tuple(fields)


def answers_of(poll: PollView, *, zone: tzinfo) -> dict[str, tuple[str, ...]]:
    """Write a draft as its form would have been filled in."""
    tags = {tag for option in poll.options for tag in option.texts}
    options = {tag: "\n".join(option.texts.get(tag, "") for option in poll.options) for tag in tags}
    found = {f"question_{tag}": text for tag, text in poll.question.items()}
    found |= {f"summary_{tag}": text for tag, text in poll.summary.items()}
    found |= {f"options_{tag}": text for tag, text in options.items()}
    found["opens_on"] = local_day(poll.opens_at, zone).isoformat()
    found["closes_on"] = local_day(poll.closes_at, zone).isoformat()
    return {name: (text,) for name, text in found.items()}
