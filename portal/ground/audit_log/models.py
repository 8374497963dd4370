"""The entries of the log, which the database itself refuses to change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from portal.ground.append_only import append_only


class AuditEntry(SQLModel, table=True):
    """One act of staff. After the time of retention the details go and the hashes stay."""

    __tablename__ = "ground_audit_entry"
    __table_args__ = (Index("ix_ground_audit_entry_object", "object", "seq"),)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime
    actor: str
    act: str
    object: str
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))  # references, never values
    salt: str  # makes `digest` say nothing about details that were forgotten
    digest: str
    previous: str = Field(unique=True)  # so that the chain cannot fork
    hash: str


_KEPT = ("seq", "at", "previous", "digest", "hash")
_FORGOTTEN = ("actor", "act", "object", "salt")
_IS_FORGETTING = " AND ".join(
    [f"NEW.{name} = OLD.{name}" for name in _KEPT] + [f"NEW.{name} = ''" for name in _FORGOTTEN]
)
TRIGGERS = append_only(
    AuditEntry,
    name="ground_audit_entry",
    what="the audit log",
    but={
        "sqlite": f"{_IS_FORGETTING} AND NEW.facts = '{{}}'",
        "postgresql": f"{_IS_FORGETTING} AND NEW.facts::text = '{{}}'",
    },
)
