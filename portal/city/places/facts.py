"""What other rooms get to see of a place: small frozen values, no rows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints
from shapely.geometry import MultiPolygon, Polygon

from portal.city.city_file import Line, LocalTexts
from portal.city.wording import Wording, wording

Prefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{1,18}$")]
MOST_HOLIDAYS = 1_000


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The city itself: how it is called, who answers the phone, and what it has promised."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    names: LocalTexts
    prefix: Prefix  # begins every public reference: MAR 7K3 9QF
    official_languages: Annotated[tuple[Line, ...], Field(min_length=1)]
    help_phone: Phone
    help_hours: LocalTexts
    emergency_number: Phone = "112"
    publication_delay_hours: Annotated[int, Field(ge=0, le=24)] = 4  # counted from filing
    yearly_epsilon: Annotated[float, Field(gt=0, le=10)] = 2.0  # per resident and budget year
    holidays: Annotated[tuple[date, ...], Field(max_length=MOST_HOLIDAYS)] = ()  # national, regional and local ones

    def name_in(self, locale: str) -> Wording:
        """Say the city's name in `locale`, or in the city's first language."""
        return wording(self.names, locale)

    def help_hours_in(self, locale: str) -> Wording:
        """Say when the phone is answered."""
        return wording(self.help_hours, locale)


@dataclass(frozen=True, slots=True)
class Box:
    """The smallest upright rectangle round an area, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether the point is inside or on the edge."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class Boundary:
    """A district with its area, as a file gives it. The order of boundaries is the order of districts."""

    code: str
    name: str
    language: str  # BCP 47 of the name; "" where nobody said
    area: Polygon | MultiPolygon  # x is longitude, y is latitude
    population: int | None = None

    @property
    def box(self) -> Box:
        """The area's bounding box."""
        west, south, east, north = self.area.bounds
        return Box(south, west, north, east)


@dataclass(frozen=True, slots=True)
class District:
    """A district as pages and figures name it."""

    code: str
    name: str
    language: str
    population: int | None
    sort_order: int
    box: Box
    active: bool = True  # a retired district keeps its name, for older issues and releases

    @property
    def wording(self) -> Wording:
        """Its name, and the language that the name is in."""
        return Wording(self.name, self.language)


@dataclass(frozen=True, slots=True)
class Street:
    """A street in one district, with one point on it; a long street has an entry in each of its districts."""

    name: str
    language: str
    district_code: str | None  # None: to be found from the point
    latitude: float
    longitude: float
    id: int | None = field(default=None, compare=False)  # None: not stored yet


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that people know and that is no street: a market, a school, a stop."""

    name: str
    language: str
    kind: str  # a key of kinds.KINDS
    district_code: str | None  # None: to be found from the point
    latitude: float
    longitude: float
    id: int | None = field(default=None, compare=False)  # None: not stored yet


Spot: TypeAlias = Street | Landmark
"""What a resident can name: a street, or a place that is none."""


@dataclass(frozen=True, slots=True)
class City:
    """Everything that a city's folder says about its places."""

    jurisdiction: Jurisdiction
    districts: tuple[Boundary, ...]
    streets: tuple[Street, ...]
    landmarks: tuple[Landmark, ...] | None = None  # None: the folder says nothing, so they stay as they are
