"""The table of what may be counted. Its constraints are the bound that every published figure relies on."""

from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Index, SmallInteger
from sqlmodel import Field, SQLModel

from portal.ground.contributions.rules import is_split
from portal.ground.database import UNORDERED
from privacy.dp.families import DEFAULT_FAMILIES, Family


def _allowed(family: Family) -> str:
    name = f"{family.name}:" if is_split(family) else family.name
    is_named = f"substr(family, 1, {len(name)}) = '{name}'" if is_split(family) else f"family = '{name}'"
    once = " AND win = 0" if family.once else ""
    return f"({is_named} AND slot BETWEEN 1 AND {family.bound}{once})"


BOUND = " OR ".join(map(_allowed, DEFAULT_FAMILIES))


class Contribution(SQLModel, table=True):
    """One slot that a unit has used up in one window. The primary key is the bound: no slot is used twice."""

    __tablename__ = "ground_contribution"
    __table_args__ = (
        CheckConstraint(BOUND, name="ck_ground_contribution_bound"),
        Index("ix_ground_contribution_cell", "family", "week", "cell"),
        UNORDERED,
    )

    family: str = Field(primary_key=True)
    unit: int = Field(primary_key=True, sa_type=BigInteger)  # a pseudonym of this family only
    win: int = Field(primary_key=True)
    slot: int = Field(primary_key=True, sa_type=SmallInteger)
    week: int
    cell: str  # empty: does not count, but the slot stays taken
    handle: UUID = Field(default_factory=uuid4, unique=True)  # for corrections; says nothing about the unit
