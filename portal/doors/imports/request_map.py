"""What a map says: how the columns, words and dates of another system's file become requests of this city."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from portal.city.city_file import Line, LocalTexts
from portal.city.issues.rules import Outcome
from portal.city.places.facts import Jurisdiction
from portal.city.services.rules import Code, PublicPoint

_STRICT = ConfigDict(extra="forbid")
Column = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Columns = Column | Annotated[tuple[Column, ...], Field(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Language = Annotated[str, StringConstraints(pattern=r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$", max_length=35)]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Sign = Annotated[str, StringConstraints(min_length=1, max_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRules:
    """How the file is written; what is left out is found out."""

    __pydantic_config__ = _STRICT

    format: Literal["", "csv", "json"] = ""
    encoding: str = "utf-8"
    separator: Sign = ","
    quote: Sign = '"'
    list: str = ""  # JSON: the name under which the list lies; empty: the file is the list


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRules:
    """Which column holds what. In JSON a dot leads into an object or a list: "location.coordinates.1"."""

    __pydantic_config__ = _STRICT

    id: Column
    opened: Column
    category: Column
    closed: Column | None = None
    updated: Column | None = None
    due: Column | None = None
    status: Column | None = None
    latitude: Column | None = None
    longitude: Column | None = None
    point: Column | None = None  # both in one: "(39.47, -0.37)" or "POINT (-0.37 39.47)"
    title: Columns | None = None
    description: Columns | None = None
    place: Columns | None = None
    channel: Column | None = None
    ending: Column | None = None  # what the source says of how it ended: read for the outcome, never kept


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRules:
    """How dates are written: "iso", "epoch", "epoch-ms", or a pattern such as "%d/%m/%Y %H:%M"."""

    __pydantic_config__ = _STRICT

    formats: Annotated[tuple[Line, ...], Field(min_length=1)] = ("iso",)
    earliest: date = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRules:
    """Which words mean which status. Without a column, what has a closing date is closed."""

    __pydantic_config__ = _STRICT

    open: tuple[Line, ...] = ()
    scheduled: tuple[Line, ...] = ()
    in_progress: tuple[Line, ...] = ()
    closed: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """An ending that holds one of these words tells this outcome; the first rule that fits decides."""

    __pydantic_config__ = _STRICT

    outcome: Outcome
    contains: Annotated[tuple[Line, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRules:
    """How "closed" becomes an outcome. Without a word for it, nothing is said to be fixed."""

    __pydantic_config__ = _STRICT

    otherwise: Outcome = Outcome.WILL_NOT_DO
    rules: tuple[OutcomeRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRules:
    """Which rows are residents' voices: all, none, or those whose channel is one of these."""

    __pydantic_config__ = _STRICT

    all: bool | None = None
    channels: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """What is to be known of the places: points that stand for "unknown", and words that say nothing."""

    __pydantic_config__ = _STRICT

    stand_ins: tuple[tuple[float, float], ...] = ()  # latitude and longitude
    reject_stand_ins: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRules:
    """Which types of the file belong to a service, and what the service is where the city has none of this code."""

    __pydantic_config__ = _STRICT

    types: tuple[Line, ...]
    names: LocalTexts | None = None
    hints: LocalTexts | None = None
    group_names: LocalTexts | None = None
    group: Code = "imported"
    icon: Code = "other"
    due_days: Annotated[int, Field(ge=1, le=730)] = 30
    sensitive: bool = False
    never_on_map: bool = False
    public_point: PublicPoint = PublicPoint.CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMap:
    """A whole map."""

    __pydantic_config__ = _STRICT

    source: Name  # the other system: with an id of it, a request is taken in once
    time_zone: Line
    columns: ColumnRules
    categories: Annotated[dict[Code, CategoryRules], Field(min_length=1)]
    voice: VoiceRules
    language: Language = ""  # of the texts
    regions: tuple[Region, ...] = ()
    other_types: Code | None = None  # the category of types that are in no list; else such rows are rejected
    file: FileRules = field(default_factory=FileRules)
    dates: DateRules = field(default_factory=DateRules)
    statuses: StatusRules = field(default_factory=StatusRules)
    outcomes: OutcomeRules = field(default_factory=OutcomeRules)
    place: PlaceRules = field(default_factory=PlaceRules)
    city: Jurisdiction | None = None  # taken where no city was imported before


def listed(columns: Columns | None) -> tuple[str, ...]:
    """Give one column or several as a list."""
    if columns is None:
        return ()
    return (columns,) if isinstance(columns, str) else columns


def same(text: str) -> str:
    """Fold a word of a file for comparison: capitals and spaces do not matter."""
    return " ".join(text.split()).casefold()
