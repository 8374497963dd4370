"""What is done later about issues: let it appear, turn late, say that others said so too, forget words."""

from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import said_by_others
from portal.city.issues.forgetting import forget_words
from portal.city.issues.models import ISSUES
from portal.city.issues.queries import visible
from portal.city.issues.service import APPEAR
from portal.ground import clock
from portal.ground.jobs.registry import Registry
from portal.ground.media.folder import MediaFolder
from portal.ground.publicity.service import bump
from privacy.dp.weeks import local_day

FORGET: Final = "issues.forget_words"
LATE: Final = "issues.late"


def register(registry: Registry, *, media: MediaFolder, zone: ZoneInfo) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add(APPEAR, appear)
    registry.add(said_by_others.JOINED, said_by_others.say)
    registry.add(FORGET, partial(forget_words, media=media))
    registry.every(FORGET, timedelta(days=1))
    registry.add(LATE, partial(turn_late, zone=zone))
    registry.every(LATE, timedelta(hours=1))


def appear(session: Session) -> None:
    """Move the public version: at this hour, issues became visible."""
    bump(session)


def turn_late(session: Session, zone: ZoneInfo) -> None:
    """Move the public version in the first hour of a day on which an issue became late: its page says so."""
    now = clock.now()
    yesterday = local_day(now - timedelta(hours=1), zone)
    if yesterday == local_day(now, zone):
        return
    open_still = (ISSUES.c.is_open == sa.true(), ISSUES.c.due_on == yesterday, visible())
    if session.scalar(sa.select(ISSUES.c.id).where(*open_still).limit(1)) is not None:
        bump(session)
