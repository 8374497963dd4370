"""A candidate measure, in the city's languages."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Solution(SQLModel, table=True):
    """Something that the city could do. Everyone sees it once it is published."""

    __tablename__ = "decide_solution"
    __table_args__ = (
        sa.CheckConstraint("cost_cents > 0", name="ck_decide_solution_cost"),
        sa.CheckConstraint(
            "relief_low_percent >= 0 AND relief_low_percent <= relief_percent AND relief_percent > 0"
            " AND relief_percent <= relief_high_percent AND relief_high_percent <= 100",
            name="ck_decide_solution_relief",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(max_length=16, unique=True)  # random; the only name of a measure outside the database
    titles: dict[str, str] = Field(sa_type=sa.JSON)  # locale -> words, the city's own languages first
    summaries: dict[str, str] = Field(sa_type=sa.JSON)
    effects: dict[str, str] = Field(sa_type=sa.JSON)  # what is expected to change, in words
    cost_cents: int = Field(sa_type=sa.BigInteger)
    services: list[str] = Field(sa_type=sa.JSON)  # codes of the needs that it would relieve
    districts: list[str] = Field(sa_type=sa.JSON)  # codes of where; empty: the whole city
    relief_percent: int = Field(sa_type=sa.SmallInteger)  # expected share of these needs that goes away
    relief_low_percent: int = Field(sa_type=sa.SmallInteger)
    relief_high_percent: int = Field(sa_type=sa.SmallInteger)
    published: bool = False
    published_on: date | None = None
    version: int = 1  # moves with each change, publishing and withdrawing too
