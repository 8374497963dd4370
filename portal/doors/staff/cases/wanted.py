"""Which reports a clerk wants to see: the filter of the queue, as an address holds it and as questions ask it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy
from portal.city.issues.names import Names
from portal.city.wording import Wording
from portal.doors.staff import languages
from portal.doors.staff.cases import ages
from portal.doors.staff.cases.ages import AGE_NAMES, Age
from portal.ground.errors import NotFound
from portal.listen.reports.queries import QueueFilter
from portal.listen.reports.rules import STATUS_NAMES, Status

E = TypeVar("E", bound=StrEnum)


class State(StrEnum):
    """Which reports, by where they stand."""

    TO_REVIEW = ""
    NEWS = "news"
    ANSWERED = Status.ANSWERED.value
    QUESTION = Status.QUESTION.value
    ACCEPTED = Status.ACCEPTED.value
    DECLINED = Status.DECLINED.value


class Order(StrEnum):
    """What stands first."""

    OLDEST = ""
    DUE = "due"


STATE_NAMES: Final[dict[State, Lazy]] = {
    State.TO_REVIEW: lazy("To review"),
    State.NEWS: lazy("New messages"),
    State.ANSWERED: STATUS_NAMES[Status.ANSWERED],
    State.QUESTION: STATUS_NAMES[Status.QUESTION],
    State.ACCEPTED: STATUS_NAMES[Status.ACCEPTED],
    State.DECLINED: STATUS_NAMES[Status.DECLINED],
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter, an order and a place in it. Empty codes mean any."""

    state: State = State.TO_REVIEW
    category: str = ""
    district: str = ""
    language: str = ""
    age: Age = Age.ANY
    order: Order = Order.OLDEST
    after: UUID | None = None

    @property
    def query(self) -> dict[str, str]:
        """Write filter and order for an address, without the place."""
        return self.narrowing | {"order": self.order.value}

    @property
    def narrowing(self) -> dict[str, str]:
        """Write the filter alone."""
        return {
            "status": self.state.value,
            "category": self.category,
            "district": self.district,
            "language": self.language,
            "age": self.age.value,
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether some reports that wait are left out."""
        return any(self.narrowing.values())

    def filter_at(self, now: datetime, zone: ZoneInfo, holidays: Collection[date]) -> QueueFilter:
        """Say the filter as the room of reports knows it."""
        return QueueFilter(
            status="" if self.state is State.NEWS else self.state.value,
            has_news=self.state is State.NEWS,
            category=self.category,
            district=self.district,
            language=self.language,
            older_than=ages.older_than(self.age, now, zone, holidays),
        )


def read(query: Mapping[str, str], names: Names) -> Wanted:
    """Read an address: what is left out or not understood is as it would be at first.

    Raises NotFound for a category or a district that the city never had: an empty queue would say something false.
    """
    category, district = query.get("category", ""), query.get("district", "")
    if (category and category not in names.services) or (district and district not in names.districts):
        raise NotFound
    language = query.get("language", "")
    return Wanted(
        state=_one_of(State, query.get("status", "")),
        category=category,
        district=district,
        language=language if languages.locale_of(language) else "",
        age=_one_of(Age, query.get("age", "")),
        order=_one_of(Order, query.get("order", "")),
        after=_place(query.get("after", "")),
    )


def chosen(wanted: Wanted, names: Names, locale: str) -> tuple[object, ...]:
    """Name what the filter asks for, in the order of its questions; what is not narrowed is not named."""
    asked = ((field, field.values[0]) for field in fields(wanted, names, locale) if field.values[0])
    return tuple(choice.label for field, value in asked for choice in field.choices if choice.value == value)


def fields(wanted: Wanted, names: Names, locale: str) -> tuple[Field, ...]:
    """The questions of the filter, with what is chosen now."""
    all_languages = (Choice(value="", label=lazy("All languages")), *languages.choices())
    return (
        _select("status", lazy("Status"), wanted.state, _choices(STATE_NAMES.items())),
        _select("category", lazy("Type"), wanted.category, _choices(_categories(names, locale))),
        _select("district", lazy("District"), wanted.district, _choices(_districts(names))),
        _select("language", lazy("Language"), wanted.language, all_languages),
        _select("age", lazy("Age"), wanted.age, _choices(AGE_NAMES.items())),
    )


def _select(name: str, label: Lazy, chosen: str, choices: tuple[Choice, ...]) -> Field:
    return Field(id=name, name=name, kind=Kind.SELECT, label=label, choices=choices, values=(chosen,))


def _choices(options: Iterable[tuple[str, Lazy | Wording]]) -> tuple[Choice, ...]:
    return tuple(Choice(value=str(value), label=said) for value, said in options)


def _categories(names: Names, locale: str) -> Iterator[tuple[str, Lazy | Wording]]:
    yield "", lazy("All types")
    for code, service in names.services.items():
        yield code, service.name_in(locale)


def _districts(names: Names) -> Iterator[tuple[str, Lazy | Wording]]:
    yield "", lazy("All districts")
    for code, district in names.districts.items():
        yield code, district.wording


def _one_of(kind: type[E], text: str) -> E:
    """Read a code; the empty one stands for whatever is not understood."""
    return kind(text) if text in set(kind) else kind("")


def _place(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
