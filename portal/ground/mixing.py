"""Putting rows in another order, so that what PostgreSQL keeps beside each row joins no two tables.

A row of PostgreSQL carries the number of the transaction that wrote it (`xmin`) and its place on the disk (`ctid`). Two
rows that one act wrote into two tables would be found by either. On SQLite the tables have no such number at all.
"""

from sqlalchemy import text

from portal.ground.database import Database


def mix(database: Database, *, table: str, where: str, **facts: object) -> None:
    """Write these rows of a table anew, all by one transaction and in an order that nobody chose.

    Who writes to the table meanwhile waits. `table` and `where` come from the code, never from a person.
    """
    if database.is_sqlite:
        return
    with database.writing() as session:
        session.execute(text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
        taken = f"WITH taken AS (DELETE FROM {table} WHERE {where} RETURNING *)"  # noqa: S608
        anew = f"{taken} INSERT INTO {table} SELECT * FROM taken ORDER BY gen_random_uuid()"  # noqa: S608
        session.execute(text(anew), facts)
    with database.reading_engine.connect() as connection:
        connection.execute(text(f"VACUUM {table}"))  # the rows as they came would lie there until its turn comes
