"""Releasing on a timetable, and forgetting what was released.

A release is made in a child process that ends: the server's own process never loads what draws the noise.
"""

import os
import subprocess
import sys
from datetime import timedelta
from enum import Enum
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import Session

from portal.ground import clock
from portal.ground.contributions import forgetting as contributions
from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from portal.ground.settings import Settings
from portal.understand.figures.releasing import forgetting, service, timetable
from privacy.dp.weeks import local_day, week_of
from privacy.vault.keys import KeyRing

KIND = "figures.release"
FORGET = "figures.forget"
FORGET_ORDER = "figures.forget_order"
_MOST_S = 600


class ReleaseFailed(Exception):
    """The child process said no; what it said is in the log of the worker."""


def register(registry: Registry, *, settings: Settings, ring: KeyRing, turnout: str) -> None:
    """Teach the worker this room's kinds of work; `turnout` is the kind by which a poll that has closed asks for it."""
    registry.add_long(KIND, partial(release_due, settings=settings))
    registry.every(KIND, timedelta(hours=1), at=timedelta(minutes=5))
    registry.add(turnout, _expect_turnout)
    registry.add(FORGET, partial(_forget, ring=ring, zone=settings.zone))
    registry.every(FORGET, timedelta(days=1))
    registry.add_long(FORGET_ORDER, partial(_forget_order, zone=settings.zone))
    registry.every(FORGET_ORDER, timedelta(hours=1))


def _expect_turnout(session: Session, poll: str, week: int) -> None:
    service.expect_turnout(session, poll=poll, week=week)


def _forget(session: Session, ring: KeyRing, zone: ZoneInfo) -> None:
    forgetting.forget(session, ring, today=local_day(clock.now(), zone))


def _forget_order(database: Database, zone: ZoneInfo) -> None:
    contributions.forget_order(database, this_week=week_of(local_day(clock.now(), zone)))


def release_due(database: Database, *, settings: Settings) -> None:
    """Publish what is due, in a child process; where nothing is due, start none. Raises ReleaseFailed."""
    with database.reading() as session:
        has_begun = timetable.start_week(session) is not None
        if has_begun and not timetable.due(session, today=local_day(clock.now(), settings.zone)):
            return
    command = [sys.executable, "-m", "portal", "release", "--due"]
    done = subprocess.run(command, env=environment_of(settings), check=False, timeout=_MOST_S)  # noqa: S603 - ourselves
    if done.returncode != 0:
        raise ReleaseFailed(done.returncode)


def environment_of(settings: Settings) -> dict[str, str]:
    """Write the settings as the environment of a child process; secrets stay in their files."""
    given = {name: value for name, value in settings if value is not None}
    said = {f"VEU_{name.upper()}": str(each.value if isinstance(each, Enum) else each) for name, each in given.items()}
    return os.environ | said
