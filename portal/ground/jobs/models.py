"""What is remembered of work: each job until it is done, and when each recurring kind is next due."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer
from sqlmodel import Field, SQLModel


class Job(SQLModel, table=True):
    """One piece of work. A job that is done is deleted."""

    __tablename__ = "ground_job"
    __table_args__ = (Index("ix_ground_job_due", "run_at", "id"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    kind: str
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))  # references only
    key: str | None = Field(default=None, unique=True)  # of two waiting jobs with one key the first is kept
    run_at: datetime
    attempts: int = 0  # counted when a worker takes the job, so that one which kills its worker is given up too
    locked_until: datetime | None = None
    failed_reason: str = ""  # a code: the name of the last error


class Schedule(SQLModel, table=True):
    """When a recurring kind is next due: moved on by whichever worker comes first."""

    __tablename__ = "ground_schedule"

    kind: str = Field(primary_key=True)
    next_at: datetime
