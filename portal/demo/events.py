"""What happens in the invented city, one small value for each act of a resident or of staff, in the order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from portal.demo.streets import InventedStreet

Reason = Literal["spam", "not_public_space", "unclear"]
Status = Literal["scheduled", "in_progress", "closed"]
Outcome = Literal["fixed", "will_not_do", "not_ours", "not_found", "duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LifePlan:
    """How much life there is. A longer life with the same seed begins like the shorter one."""

    starts_on: date
    days: int = 364
    reports_a_year: int = 6_000
    supports_a_year: int = 100_000
    signed_in_share: float = 0.45  # of reports; of supports it is 0.6
    photo_share: float = 0.03
    seed: int = 2024

    @property
    def voices_a_year(self) -> int:
        """How often signed-in residents speak."""
        return round(self.reports_a_year * self.signed_in_share + self.supports_a_year * SIGNED_IN_SUPPORTS)


SIGNED_IN_SUPPORTS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedReport:
    """What somebody reports."""

    number: int
    service_code: str
    kind: str  # a key of the texts, such as "hole"
    district_code: str
    street: InventedStreet
    house_number: int | None
    landmark: str  # in the writer's language; "" for none
    latitude: float  # the exact point, as private as a real one
    longitude: float
    language: str
    text: str
    resident: int | None  # None: anonymous
    leaves_contact: bool  # an anonymous reporter who wants an answer
    public: bool  # "may the city show this publicly?"
    picture: str | None  # a key of `pictures`

    @property
    def place(self) -> str:
        """Street and number as the form has them."""
        name = self.street.street.name
        return f"{name} {self.house_number}" if self.house_number else name


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedIssue:
    """What becomes a public fact about the city."""

    number: int
    service_code: str
    district_code: str
    titles: Mapping[str, str]  # locale -> title, all seven
    title_language: str  # in which staff wrote it
    latitude: float
    longitude: float
    public: bool  # False: handled, never shown


@dataclass(frozen=True, slots=True)
class Filed:
    """A resident files a report."""

    at: datetime
    report: InventedReport


@dataclass(frozen=True, slots=True)
class Asked:
    """Staff ask the reporter, in the reporter's language."""

    at: datetime
    report: int
    question: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The reporter answers."""

    at: datetime
    report: int
    answer: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The reporter takes the report back before anybody decided."""

    at: datetime
    report: int


@dataclass(frozen=True, slots=True)
class Declined:
    """Staff decline the report."""

    at: datetime
    report: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Opened:
    """Staff accept the report as a new issue."""

    at: datetime
    report: int
    issue: InventedIssue


@dataclass(frozen=True, slots=True)
class Merged:
    """Staff merge the report into an issue."""

    at: datetime
    report: int
    issue: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Staff say what happened to an issue."""

    at: datetime
    issue: int
    status: Status
    outcome: Outcome | None
    note: str  # a key of playing.CODES


@dataclass(frozen=True, slots=True)
class Supported:
    """Somebody says "this is mine too"."""

    at: datetime
    issue: int
    resident: int | None  # None: by cookie, without an account


Event = Filed | Asked | Answered | Withdrawn | Declined | Opened | Merged | Moved | Supported
