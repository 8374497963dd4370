"""The tables of places."""

from sqlalchemy import JSON, CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


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
