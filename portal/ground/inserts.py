"""`INSERT … ON CONFLICT` for the database at hand: both know it, but SQLAlchemy has one class for each."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import JSON, Text, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(session: Session, model: type[SQLModel]) -> Any:
    """Begin an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return insert_for(dialect_of(session), model)


def insert_for(dialect: str, model: type[SQLModel]) -> Any:
    """Begin such an INSERT for a database by name: for a statement that is built once."""
    kind = postgresql if dialect == "postgresql" else sqlite
    return kind.insert(SQLModel.metadata.tables[str(model.__tablename__)])


def insert_many(dialect: str, model: type[SQLModel], columns: Sequence[str]) -> Any:
    """Begin such an INSERT of many rows, given as `packed` packs them: for a statement that is built once.

    PostgreSQL gets all rows as one text: thousands of parameters a statement cost four times as much.
    """
    into = insert_for(dialect, model)
    if dialect != "postgresql":
        return into
    given = (SQLModel.metadata.tables[str(model.__tablename__)].c[name] for name in columns)
    rows = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON)).table_valued(*given)
    return into.from_select(list(columns), select(rows.render_derived(name="given", with_types=True)))


def packed(dialect: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Pack rows for `insert_many`."""
    return {"rows": orjson.dumps(rows).decode()} if dialect == "postgresql" else list(rows)


def dialect_of(session: Session) -> str:
    """Name the database of a session: "postgresql" or "sqlite"."""
    return session.get_bind().dialect.name
