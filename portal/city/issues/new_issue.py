"""A new issue before it is stored, and how it becomes a row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.city.issues.map_box import feature_of
from portal.city.issues.rules import Origin, Outcome, Status
from privacy.minimise.location import Point, search_cell


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its language (BCP 47, empty where nobody said)."""

    text: str = ""
    language: str = ""


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """All that is public about a new issue. `point` is the public one; `published_at` is when everyone may see it."""

    service_code: str
    district_code: str
    title: Words
    description: Words = NO_WORDS
    place: Words = NO_WORDS
    point: Point | None = None
    reported_on: date
    due_on: date | None = None
    published_at: datetime
    severity: int = 2
    origin: Origin = Origin.REPORT
    status: Status = Status.OPEN
    outcome: Outcome | None = None
    updated_on: date | None = None
    closed_on: date | None = None


def facts_of(new: NewIssue, *, reference: str) -> dict[str, Any]:
    """Give the columns of a new issue by their names."""
    facts: dict[str, Any] = {
        "reference": reference,
        "service_code": new.service_code,
        "district_code": new.district_code,
        "title": new.title.text,
        "title_language": new.title.language,
        "description": new.description.text,
        "description_language": new.description.language,
        "status": new.status.value,
        "outcome": new.outcome.value if new.outcome else None,
        "is_open": new.status is not Status.CLOSED,
        "place_words": new.place.text,
        "place_language": new.place.language,
        "public_lat": new.point.lat if new.point else None,
        "public_lon": new.point.lon if new.point else None,
        "cell": search_cell(new.point) if new.point else None,
        "reported_on": new.reported_on,
        "updated_on": new.updated_on or new.closed_on or new.reported_on,
        "closed_on": new.closed_on,
        "due_on": new.due_on,
        "severity": new.severity,
        "origin": new.origin.value,
        "published_at": new.published_at,
    }
    return facts | {"feature": feature_of(facts)}
