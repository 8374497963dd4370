"""The entries of the log, which the database itself refuses to change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Connection, Index, Table, event
from sqlmodel import Field, SQLModel


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
_REFUSED = "'the audit log is append-only'"
_CHANGE = "CREATE TRIGGER ground_audit_entry_no_change BEFORE UPDATE ON ground_audit_entry"
_DELETE = "CREATE TRIGGER ground_audit_entry_no_delete BEFORE DELETE ON ground_audit_entry"
_ABORT = f"BEGIN SELECT RAISE(ABORT, {_REFUSED}); END"
_REFUSE = "ground_audit_entry_refuse()"
_RAISE = f"RAISE EXCEPTION {_REFUSED};"
_SQLITE = (
    f"{_CHANGE} WHEN NOT ({_IS_FORGETTING} AND NEW.facts = '{{}}') {_ABORT}",
    f"{_DELETE} {_ABORT}",
)
_POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {_REFUSE} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_RAISE} END $$",
    f"{_CHANGE} FOR EACH ROW WHEN (NOT ({_IS_FORGETTING} AND NEW.facts::text = '{{}}')) EXECUTE FUNCTION {_REFUSE}",
    f"{_DELETE} FOR EACH ROW EXECUTE FUNCTION {_REFUSE}",
)
# What a migration executes after it has made the table, in this order.
TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


@event.listens_for(SQLModel.metadata.tables[AuditEntry.__tablename__], "after_create")
def _refuse_changes(_table: Table, connection: Connection, **_rest: Any) -> None:
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
