"""Fill the installation that VEU_* names with the demo's city and N issues: `python -m benchmarks.seeded N`."""

import sys

from sqlalchemy import text

from benchmarks.issues_seed import seed_issues
from portal.demo import loading
from portal.ground.database import Database
from portal.ground.settings import Settings


def fill(settings: Settings, issues: int) -> None:
    """Found the city and publish the issues; PostgreSQL then knows how they are spread, as after its own autovacuum."""
    database = Database(settings)
    invented = loading.found(database, settings)
    services = tuple(each.code for each in invented.services)
    districts = tuple(each.code for each in invented.city.districts)
    seed_issues(database, issues, services=services, districts=districts)
    if not database.is_sqlite:
        with database.reading_engine.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
    database.close()


if __name__ == "__main__":
    fill(Settings(), int(sys.argv[1]))
