"""What is remembered of imports, so that one that was stopped goes on, and nothing is taken in twice."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class ImportRun(SQLModel, table=True):
    """One file read with one map, and how far it was taken in."""

    __tablename__ = "doors_import_run"
    __table_args__ = (sa.UniqueConstraint("source", "file_digest", "map_digest", name="uq_doors_import_run"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(max_length=80)
    file_digest: str = Field(max_length=64)  # SHA-256 of the file as it lies there
    map_digest: str = Field(max_length=64)
    started_at: datetime
    rows: int = 0  # read and dealt with
    rejects_bytes: int = Field(default=0, sa_type=sa.BigInteger)  # how long the file of rejects was then
    counts: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    finished: bool = False


class ImportedRequest(SQLModel, table=True):
    """A request of another system that was taken in. Its key is why it can never be taken in again."""

    __tablename__ = "doors_imported_request"

    source: str = Field(primary_key=True, max_length=80)
    external_id: str = Field(primary_key=True, max_length=100)
    reference: str | None = Field(default=None, max_length=16)  # of the public issue, where it became one
    run_id: int = Field(sa_column=sa.Column(sa.ForeignKey("doors_import_run.id"), nullable=False))
    row: int  # which one of the run's file
