"""Releasing every week of the imported city: time and memory of the process that draws the noise."""

from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlmodel import col

from benchmarks.boston import taken_in
from benchmarks.commands import veu
from benchmarks.figures import Figure, at_most
from benchmarks.stage import KINDS, Stage, environment
from portal.ground.clock import MovedClock
from portal.ground.contributions.models import Contribution
from portal.ground.database import Database
from portal.ground.settings import DEMO_MARK, Settings
from portal.understand.figures.releasing.service import begin_counting
from privacy.dp.weeks import monday_of

MOST_S, MOST_MIB = 5, 200


def measure(stage: Stage) -> list[Figure]:
    """Release on both databases."""
    return [figure for kind in KINDS for figure in _on(stage, kind)]


def _on(stage: Stage, kind: str) -> list[Figure]:
    settings = taken_in(stage, kind).settings
    first, last = _counted_weeks(settings)
    _move_clock(settings, monday_of(last + 1) + timedelta(days=8))
    env = environment(settings) | {"VEU_MODE": "demo", "VEU_THROTTLES": "true"}
    stage.tell(f"{kind}: veu release --due, {last - first + 1} weeks")
    ran = veu("release", "--due", env=env, log=settings.var / "release.log")
    told = (
        f"`veu release --due`, weeks {first} to {last}, categories × districts of every statistic; {ran.said.strip()}"
    )
    return [
        at_most(
            f"{kind}: release of all {last - first + 1} weeks of the imported city", ran.seconds, MOST_S, "s", told
        ),
        at_most(f"{kind}: release, most memory of its process", ran.peak_mib, MOST_MIB, "MiB"),
    ]


def _counted_weeks(settings: Settings) -> tuple[int, int]:
    """Find the weeks that hold voices, and let the city count from the first."""
    database = Database(settings)
    with database.writing() as session:
        week = col(Contribution.week)
        first, last = session.execute(sa.select(sa.func.min(week), sa.func.max(week))).one()
        begin_counting(session, week=first)
    database.close()
    return first, last


def _move_clock(settings: Settings, day: date) -> None:
    """Let the command believe that it is the day on which the last week is closed, as a demo's clock may."""
    (settings.var / DEMO_MARK).touch()
    moment = datetime.combine(day, time(12), UTC)
    MovedClock(settings.var / "clock-offset").advance(moment - datetime.now(UTC))
