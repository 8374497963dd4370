"""Rankings, each for ever at its own address, and the weights that were in force."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class RankingRow(SQLModel, table=True):
    """One ranking: what it was made of, and what came out. Never changed."""

    __tablename__ = "decide_ranking"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(max_length=20, unique=True)  # of the inputs; its name in addresses
    cause: str = Field(max_length=20)  # digest of what asks for a new ranking when it changes
    made_at: datetime
    inputs: dict[str, Any] = Field(sa_type=sa.JSON)
    outcome: dict[str, Any] = Field(sa_type=sa.JSON)


class WeightsRow(SQLModel, table=True):
    """Weights that the city has set; the newest row is in force. In hundredths, as `weights.Weights` explains them."""

    __tablename__ = "decide_weights"

    id: int | None = Field(default=None, primary_key=True)
    anonymous: int = Field(sa_type=sa.SmallInteger)
    open_issue: int = Field(sa_type=sa.SmallInteger)
    severity: list[int] = Field(sa_type=sa.JSON)
    age: list[int] = Field(sa_type=sa.JSON)
    cost: int = Field(sa_type=sa.SmallInteger)
    weeks: int = Field(sa_type=sa.SmallInteger)
    set_by: str = Field(max_length=120)  # the body that decided, never a person
    since: date
