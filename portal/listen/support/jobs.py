"""What is done later about support: forget who said "this is mine too" of an issue that is over."""

from datetime import timedelta
from typing import Final

from sqlmodel import Session

from portal.ground import clock
from portal.ground.jobs.registry import Registry
from portal.listen.support import service
from privacy.retention import retention_of

EXPIRE: Final = "support.expire"


def register(registry: Registry) -> None:
    """Teach the worker this room's kind of work."""
    registry.add(EXPIRE, _expire)
    registry.every(EXPIRE, timedelta(days=1))


def _expire(session: Session) -> None:
    service.expire(session, before=retention_of("listen_support").cut_off(clock.now()).date())
