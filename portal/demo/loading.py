"""Found the invented city and let it live: a year at the first start, and a week more whenever the clock moves."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from portal.city.places import queries as places
from portal.city.places import service as place_service
from portal.city.services import queries as services
from portal.city.services import service as service_service
from portal.demo.city import SEED, InventedCity, invent_city
from portal.demo.events import Event, LifePlan
from portal.demo.life import live, residents_of
from portal.demo.memory import Memory
from portal.demo.playing import Stage
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.media.folder import media_of
from portal.ground.settings import Settings
from privacy.dp.weeks import local_day, week_of
from privacy.vault.keys import KeyRing

A_YEAR = 364
BACKSTAGE = timedelta(weeks=3)
Progress = Callable[[date], None]


def found(database: Database, settings: Settings, *, seed: int = SEED) -> InventedCity:
    """Write the city: its districts, streets and services, active since before the first report."""
    invented = invent_city(seed)
    week = week_of(local_day(clock.now(), settings.zone))
    with database.writing() as session:
        place_service.replace_city(session, city=invented.city)
        service_service.replace_services(session, services=invented.services, week=week)
    return invented


def new_memory(settings: Settings, *, days: int = A_YEAR, seed: int = SEED) -> Memory:
    """Begin a life `days` ago, at midnight in the city."""
    starts_on = local_day(clock.now(), settings.zone) - timedelta(days=days)
    first = datetime.combine(starts_on, time.min, settings.zone).astimezone(UTC)
    return Memory(seed=seed, starts_on=starts_on, played_until=first)


def live_until(
    moment: datetime, *, database: Database, settings: Settings, ring: KeyRing, memory: Memory, progress: Progress
) -> int:
    """Let everything happen that the life holds between `memory.played_until` and `moment`; give how many events.

    The memory is kept day by day: whoever stops it in the middle goes on there at the next start.
    """
    invented = invent_city(memory.seed)
    days = (local_day(moment, settings.zone) - memory.starts_on).days + BACKSTAGE.days
    plan = LifePlan(starts_on=memory.starts_on, days=max(days, A_YEAR), seed=memory.seed)
    stage = _stage(database, settings, ring, memory, invented, plan)
    played = 0
    happening = clock.installed(FrozenClock(memory.played_until))
    with happening as now:
        for day, events in groupby(_between(live(invented, plan), stage, moment), key=lambda event: event.at.date()):
            progress(day)
            with database.writing() as session:
                stage.session = session
                for event in events:
                    now.at = event.at  # type: ignore[attr-defined]
                    stage.let_happen(event)
                    played += 1
                stage.end_day()
            memory.played_until = now.at  # type: ignore[attr-defined]
            memory.save(settings.var)
    memory.played_until = moment
    memory.save(settings.var)
    return played


def _between(life: Iterator[Event], stage: Stage, moment: datetime) -> Iterator[Event]:
    for event in life:
        if event.at > moment:
            return
        if event.at <= stage.memory.played_until:
            stage.remember(event)
        else:
            yield event


def _stage(
    database: Database, settings: Settings, ring: KeyRing, memory: Memory, invented: InventedCity, plan: LifePlan
) -> Stage:
    with database.reading() as session:
        city = places.jurisdiction(session)
        due = {service.code: service.due_days for service in services.services(session)}
    assert city is not None  # noqa: S101 - the city was founded
    return Stage(
        settings=settings,
        ring=ring,
        media=media_of(settings),
        memory=memory,
        residents=residents_of(invented, plan),
        due_days=due,
        prefix=city.prefix,
    )
