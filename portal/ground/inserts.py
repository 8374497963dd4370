"""`INSERT … ON CONFLICT` for the database at hand: both know it, but SQLAlchemy has one class for each."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(session: Session, model: type[SQLModel]) -> Any:
    """Begin an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return insert_for(dialect_of(session), model)


def insert_for(dialect: str, model: type[SQLModel]) -> Any:
    """Begin such an INSERT for a database by name: for a statement that is built once."""
    kind = postgresql if dialect == "postgresql" else sqlite
    return kind.insert(SQLModel.metadata.tables[str(model.__tablename__)])


def dialect_of(session: Session) -> str:
    """Name the database of a session: "postgresql" or "sqlite"."""
    return session.get_bind().dialect.name
