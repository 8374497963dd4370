"""Tables whose rows the database itself refuses to change or delete.

The revisions in `migrations` have the same statements by themselves, as they were then; a test compares the outcome.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlmodel import SQLModel

Triggers = Mapping[str, tuple[str, ...]]  # statements by dialect, in the order in which they are executed


def append_only(model: type[SQLModel], *, name: str, what: str, but: Mapping[str, str] | None = None) -> Triggers:
    """Have the table of `model` made with its triggers, `name_no_change` and `name_no_delete`, and give them.

    `but` is the one change that passes, as a condition by dialect; no delete ever passes.
    """
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    triggers = _triggers(table.name, name, f"'{what} is append-only'", but or {})

    @event.listens_for(table, "after_create")
    def refuse_changes(_table: Table, connection: Connection, **_rest: Any) -> None:
        for statement in triggers[connection.dialect.name]:
            connection.exec_driver_sql(statement)

    return triggers


def _triggers(table: str, name: str, refused: str, but: Mapping[str, str]) -> Triggers:
    change = f"CREATE TRIGGER {name}_no_change BEFORE UPDATE ON {table}"
    delete = f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {table}"
    abort, call = f"BEGIN SELECT RAISE(ABORT, {refused}); END", f"EXECUTE FUNCTION {name}_refuse()"
    raises = f"RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION {refused}; END $$"
    when = {dialect: f"NOT ({condition})" for dialect, condition in but.items()}
    of_lite = f"WHEN {when['sqlite']} " if when else ""
    of_postgres = f"WHEN ({when['postgresql']}) " if when else ""
    return {
        "sqlite": (f"{change} {of_lite}{abort}", f"{delete} {abort}"),
        "postgresql": (
            f"CREATE OR REPLACE FUNCTION {name}_refuse() {raises}",
            f"{change} FOR EACH ROW {of_postgres}{call}",
            f"{delete} FOR EACH ROW {call}",
        ),
    }
