"""An issue, and what has happened to it. Everything here may be shown to everyone once the issue is visible."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.city.issues.rules import LONGEST_PLACE, LONGEST_TEXT, LONGEST_TITLE

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# What a filter may leave open: each combination has an index that ends in the order of the list.
_FILTERS = ((), ("service_code",), ("district_code",), ("service_code", "district_code"))
_ORDER = ("reported_on", "reference")

# All that a map box reads, so that it reads the index alone: neighbours lie side by side there, and apart in the table.
_MAP = ("cell", "public_lat", "public_lon", "hidden", "published_at", "feature")


def _index(group: tuple[str, ...], filtered: tuple[str, ...]) -> sa.Index:
    columns = (*group, *filtered, *_ORDER)
    letters = "".join(column[0] for column in (*group, *filtered))
    return sa.Index(f"ix_city_issue_list_{letters or 'all'}", *columns)


_OPEN: dict[str, Any] = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}


class Issue(SQLModel, table=True):
    """A problem in the city, as everyone may see it."""

    __tablename__ = "city_issue"
    __table_args__ = (
        *(_index(group, filtered) for group in ((), ("is_open",)) for filtered in _FILTERS),
        sa.Index("ix_city_issue_map", *_MAP),
        sa.Index("ix_city_issue_near", "service_code", "cell", **_OPEN),
        sa.Index("ix_city_issue_street", "service_code", "district_code", "place_words", "reported_on", **_OPEN),
        sa.Index("ix_city_issue_ended", "outcome", "closed_on", "id"),
        sa.CheckConstraint("is_open = (status <> 'closed')", name="ck_city_issue_open"),
        sa.CheckConstraint("is_open = (outcome IS NULL)", name="ck_city_issue_outcome"),
        sa.CheckConstraint("(cell IS NULL) = (public_lat IS NULL OR public_lon IS NULL)", name="ck_city_issue_point"),
    )

    id: int | None = Field(default=None, sa_column=sa.Column(BIG_ID, primary_key=True))
    reference: str = Field(max_length=16, unique=True)  # random; the only name of an issue outside the database
    service_code: str = Field(max_length=40)
    district_code: str = Field(max_length=40)
    title: str = Field(max_length=LONGEST_TITLE)
    title_language: str = Field(default="", max_length=35)  # BCP 47; empty: nobody said
    description: str = Field(default="", max_length=LONGEST_TEXT)  # redacted before it comes here
    description_language: str = Field(default="", max_length=35)
    status: str = Field(max_length=12)
    outcome: str | None = Field(default=None, max_length=12)
    is_open: bool  # follows from the status; a column so that an index may begin with it
    place_words: str = Field(default="", max_length=LONGEST_PLACE)  # street and area
    place_language: str = Field(default="", max_length=35)
    public_lat: float | None = None  # the snapped point, never the exact one
    public_lon: float | None = None
    cell: int | None = Field(default=None, sa_type=sa.BigInteger)  # H3, resolution 12, of the public point
    reported_on: date
    updated_on: date
    closed_on: date | None = None
    due_on: date | None = None
    severity: int = Field(default=2, sa_type=sa.SmallInteger)
    origin: str = Field(default="report", max_length=8)
    published_at: datetime  # visible from then on
    hidden: bool = False
    duplicate_of: int | None = Field(default=None, sa_column=sa.Column(BIG_ID, sa.ForeignKey("city_issue.id")))
    version: int = 1
    feature: str | None = Field(default=None, sa_type=sa.Text)  # GeoJSON, as the map box answers it


class IssuePhoto(SQLModel, table=True):
    """The published copy of a photo, with what it shows in words."""

    __tablename__ = "city_issue_photo"

    issue_id: int = Field(
        sa_column=sa.Column(BIG_ID, sa.ForeignKey("city_issue.id", ondelete="CASCADE"), primary_key=True)
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    media_key: str = Field(max_length=64, index=True)
    small_key: str = Field(default="", max_length=64, index=True)  # of a copy for pages; empty: it is small itself
    width: int
    height: int
    alt: str = Field(default="", max_length=300)
    language: str = Field(default="", max_length=35)


class TimelineEntry(SQLModel, table=True):
    """One thing that the city did or said about an issue."""

    __tablename__ = "city_timeline_entry"
    __table_args__ = (sa.Index("ix_city_timeline_entry_issue", "issue_id", "id"),)

    id: int | None = Field(default=None, sa_column=sa.Column(BIG_ID, primary_key=True))
    issue_id: int = Field(sa_column=sa.Column(BIG_ID, sa.ForeignKey("city_issue.id"), nullable=False))
    on_date: date
    kind: str = Field(max_length=12)
    outcome: str | None = Field(default=None, max_length=12)
    note_code: str = Field(default="", max_length=24)  # a reviewed sentence, in all languages
    notes: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)  # locale -> words of a clerk
    visible: bool = True


# For reading: a statement made of the classes' own columns goes through the ORM, at twice the cost.
ISSUES = Issue.metadata.tables[str(Issue.__tablename__)]
TIMELINE = TimelineEntry.metadata.tables[str(TimelineEntry.__tablename__)]
PHOTOS = IssuePhoto.metadata.tables[str(IssuePhoto.__tablename__)]
