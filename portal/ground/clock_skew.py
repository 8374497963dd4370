"""How far this machine's time is from the database's: periods close by the clock, so both must agree."""

from datetime import UTC, datetime

from sqlalchemy import text

from portal.ground.database import Database

MOST_SKEW_S = 60.0


def skew_s(database: Database) -> float:
    """Measure it in seconds. A database that is a file has this machine's time."""
    asked = "SELECT unixepoch()" if database.is_sqlite else "SELECT extract(epoch FROM clock_timestamp())"
    with database.reading() as session:
        theirs = float(session.execute(text(asked)).scalar_one())
    return abs(theirs - datetime.now(UTC).timestamp())
