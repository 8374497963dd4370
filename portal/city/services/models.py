"""The table of services."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class ServiceRow(SQLModel, table=True):
    """A service; its code stays for ever, because figures and issues hang on it."""

    __tablename__ = "city_service"

    code: str = Field(primary_key=True, max_length=40)  # Open311's service_code
    group: str = Field(sa_column_kwargs={"name": "group_code"}, max_length=40)
    group_names: dict[str, str] = Field(sa_type=JSON)  # locale -> text, official languages first
    names: dict[str, str] = Field(sa_type=JSON)
    hints: dict[str, str] = Field(sa_type=JSON)
    icon: str = Field(max_length=40)
    sensitive: bool
    public_point: str = Field(max_length=10)  # rules.PublicPoint
    never_on_map: bool
    due_days: int
    shows_emergency: bool
    sort_order: int
    active_from_week: int
    retired_from_week: int | None = None
