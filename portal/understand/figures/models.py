"""What is remembered of figures: the chain of spending, what each pot has left, and the numbers that were released."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from portal.ground.append_only import append_only


def _only(*kinds: str) -> dict[str, Any]:
    """Restrict a unique index to some kinds of row; both databases know partial indexes."""
    where = sa.text(" OR ".join(f"kind = '{kind}'" for kind in kinds))
    return {"unique": True, "sqlite_where": where, "postgresql_where": where}


class LedgerRow(SQLModel, table=True):
    """One link of the chain. The body says everything; the other columns repeat some of it, to be found by."""

    __tablename__ = "understand_ledger_row"
    __table_args__ = (
        Index("uq_understand_ledger_opening", "year", **_only("opening")),
        Index("uq_understand_ledger_purchase", "plan_id", **_only("purchase")),
        Index("uq_understand_ledger_reservation", "plan_id", "period", **_only("reservation")),
        Index("uq_understand_ledger_question", "statistic", "period", **_only("reservation")),
        Index("uq_understand_ledger_ending", "plan_id", "period", **_only("release", "forfeit")),
        Index("ix_understand_ledger_year", "year", "seq"),
    )

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    previous: str = Field(unique=True)  # so that the chain cannot fork
    kind: str
    year: int
    plan_id: str | None = None
    statistic: str | None = None
    period: str | None = None
    body: str = Field(sa_type=Text)  # canonical JSON of the event
    hash: str


class Pot(SQLModel, table=True):
    """What a family, the reserve or the whole year may spend, and has spent. In billionths."""

    __tablename__ = "understand_pot"
    __table_args__ = (
        CheckConstraint(
            "nano_epsilon >= 0 AND nano_rho >= 0 AND converted >= 0 AND nano_epsilon + converted <= quota",
            name="ck_understand_pot_cap",
        ),
    )

    year: int = Field(primary_key=True)
    pot: str = Field(primary_key=True)
    quota: int = Field(sa_type=BigInteger)
    nano_epsilon: int = Field(default=0, sa_type=BigInteger)
    nano_rho: int = Field(default=0, sa_type=BigInteger)
    converted: int = Field(default=0, sa_type=BigInteger)  # the epsilon that the rho is worth at the year's delta


class Lease(SQLModel, table=True):
    """Until when a worker has a period to itself; only to save work, because the ledger decides who comes first."""

    __tablename__ = "understand_lease"

    plan_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    until: datetime


class Released(SQLModel, table=True):
    """One release as pages, downloads and the ranking read it. All of it follows from the ledger, and is never changed.

    Numbers are signed, never clamped, in the order of their keys.
    """

    __tablename__ = "understand_release"
    __table_args__ = (
        UniqueConstraint("statistic", "period", name="uq_understand_release_question"),
        Index("ix_understand_release_weeks", "statistic", "first_week"),
    )

    reference: str = Field(primary_key=True, max_length=120)
    seq: int = Field(sa_type=BigInteger, unique=True)  # its row of the ledger
    plan_id: str
    statistic: str
    family: str
    period: str
    year: int
    first_week: int
    end_week: int
    measured_on: date
    mechanism: str
    scale_milli: int
    half_width: int  # of one cell, 19 times out of 20
    nano_epsilon: int = Field(sa_type=BigInteger)  # of the plan, for the whole year
    nano_rho: int = Field(sa_type=BigInteger)
    unit: str
    bound: int  # slots a window
    l1: int  # the most that one unit weighs in the whole year
    keys: list[str] = Field(sa_type=sa.JSON)
    numbers: list[int] = Field(sa_type=sa.JSON)
    domain: str
    software: str
    payload_hash: str
    kept_share: float | None = None  # of an earlier or the same period, as it was known then
    kept_low: float | None = None
    kept_high: float | None = None
    kept_period: str | None = None


class Start(SQLModel, table=True):
    """The first week that is counted: one row, set without looking at any voice."""

    __tablename__ = "understand_start"
    __table_args__ = (CheckConstraint("id = 1", name="ck_understand_start_one_row"),)

    id: int = Field(default=1, primary_key=True)
    week: int


class Stretch(SQLModel, table=True):
    """Some weeks before the first one that count too, because requests of theirs were imported."""

    __tablename__ = "understand_stretch"

    name: str = Field(primary_key=True, max_length=120)
    first_week: int
    last_week: int


class CadenceChoice(SQLModel, table=True):
    """How often the city wants a statistic, for plans that are not bought yet."""

    __tablename__ = "understand_cadence"

    statistic: str = Field(primary_key=True)
    cadence: str


class Turnout(SQLModel, table=True):
    """A poll whose turnout by district will be released: all of it in the week in which the poll closes."""

    __tablename__ = "understand_turnout"

    poll: str = Field(primary_key=True, max_length=80)
    week: int


TRIGGERS = append_only(LedgerRow, name="understand_ledger", what="the privacy ledger")
