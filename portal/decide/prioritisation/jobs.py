"""The work that keeps the newest ranking up to date."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from portal.decide.prioritisation import service
from portal.decide.prioritisation.ranking import rank
from portal.decide.solutions.service import RANK
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from portal.ground.version import software
from privacy.dp.weeks import local_day

OFTEN = timedelta(minutes=15)


def register(registry: Registry, *, zone: ZoneInfo) -> None:
    """Make the ranking a quarter of an hour after a release at the latest, and at once where the desk asks for it."""

    def work(database: Database) -> None:
        make_if_due(database, zone=zone)

    registry.add_long(RANK, work)
    registry.every(RANK, OFTEN)


def make_if_due(database: Database, *, zone: ZoneInfo) -> str | None:
    """Make a new ranking where anything that it rests on has changed; give its name.

    It is worked out between two short transactions, so that nobody waits for it.
    """
    with database.reading() as session:
        inputs = service.due(session, on=local_day(clock.now(), zone), software=software())
    if inputs is None:
        return None
    ranking = rank(inputs)
    with database.writing() as session:
        return service.store(session, inputs, ranking)
