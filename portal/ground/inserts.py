"""`INSERT … ON CONFLICT` for the database at hand: both know it, but SQLAlchemy has one class for each."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(session: Session, model: type[SQLModel]) -> Any:
    """Begin an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(SQLModel.metadata.tables[str(model.__tablename__)])
