"""What the tables hold, read as somebody could who owns the database."""

from typing import Any

from sqlalchemy import text

from portal.ground.database import Database


def rows(database: Database, statement: str, **facts: Any) -> list[tuple[Any, ...]]:
    """Every row that a statement asks for."""
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(statement), facts)]


def one(database: Database, statement: str, **facts: Any) -> Any:
    """The one value that a statement asks for."""
    ((value,),) = rows(database, statement, **facts)
    return value


def count(database: Database, table: str) -> int:
    """How many rows a table has."""
    return int(one(database, f"SELECT count(*) FROM {table}"))  # noqa: S608 - ours


def acts(database: Database) -> list[str]:
    """What the record of the desk holds, but for who came and went."""
    asked = "SELECT act FROM ground_audit_entry WHERE act NOT LIKE 'staff.sign-%' ORDER BY seq"
    return [act for (act,) in rows(database, asked)]
