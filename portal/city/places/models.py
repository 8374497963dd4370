"""The tables of places."""

from typing import Any, Final

from sqlalchemy import JSON, CheckConstraint, Connection, Table, Text, UniqueConstraint, event
from sqlmodel import Field, SQLModel

INDEX: Final = "city_place_index"
_WORDS: Final = "unicode61 remove_diacritics 0 tokenchars '_'"
_INDEX: Final = {
    "sqlite": (
        # No text of the rows is kept, only where each word stands.
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='', prefix='1 2 3', tokenize=\"{_WORDS}\")",
    ),
    "postgresql": (
        f"CREATE TABLE {INDEX} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        f"CREATE INDEX {INDEX}_words ON {INDEX} USING gin (words) WITH (fastupdate = off)",
    ),
}


class JurisdictionRow(SQLModel, table=True):
    """The city itself: one row."""

    __tablename__ = "city_jurisdiction"
    __table_args__ = (CheckConstraint("id = 1", name="city_jurisdiction_one_row"),)

    id: int = Field(default=1, primary_key=True)
    names: dict[str, str] = Field(sa_type=JSON)  # locale -> name, official languages first
    prefix: str = Field(max_length=5)
    official_languages: list[str] = Field(sa_type=JSON)
    help_phone: str = Field(max_length=20)
    help_hours: dict[str, str] = Field(sa_type=JSON)
    emergency_number: str = Field(max_length=20)
    publication_delay_hours: int
    yearly_epsilon: float
    holidays: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})


class DistrictRow(SQLModel, table=True):
    """A district; its code stays, whatever happens to its name or its boundary."""

    __tablename__ = "city_district"

    code: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    language: str = Field(max_length=35)
    population: int | None = None
    boundary: str = Field(sa_type=Text)  # GeoJSON geometry
    edition: str = Field(max_length=64)  # SHA-256 over all boundaries of the import that wrote this row
    sort_order: int
    south: float
    west: float
    north: float
    east: float
    active: bool = True


class StreetRow(SQLModel, table=True):
    """A street in one district."""

    __tablename__ = "city_street"
    __table_args__ = (UniqueConstraint("district_code", "name", name="city_street_once"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    language: str = Field(max_length=35)
    district_code: str = Field(foreign_key="city_district.code", max_length=40)
    latitude: float
    longitude: float
    search_key: str = Field(index=True, max_length=200)  # rules.street_key
    initial: str = Field(index=True, max_length=4)  # the letter it stands under in the list


class LandmarkRow(SQLModel, table=True):
    """A place that people know: a market, a school, a stop."""

    __tablename__ = "city_landmark"
    __table_args__ = (UniqueConstraint("district_code", "name", "kind", name="city_landmark_once"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    language: str = Field(max_length=35)
    kind: str = Field(max_length=20)  # a key of kinds.KINDS
    district_code: str = Field(foreign_key="city_district.code", max_length=40)
    latitude: float
    longitude: float
    search_key: str = Field(index=True, max_length=200)  # rules.landmark_key


@event.listens_for(SQLModel.metadata.tables[str(LandmarkRow.__tablename__)], "after_create")
def _make_index(_table: Table, connection: Connection, **_rest: Any) -> None:
    """Make the index over the names of streets and landmarks, which is no table of the models: `index`."""
    for statement in _INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)
