"""What is done later about issues: tell the caches when a delayed one appears, and readers that others said so too."""

from sqlmodel import Session

from portal.city.issues import others
from portal.city.issues.service import APPEAR
from portal.ground.jobs.registry import Registry
from portal.ground.publicity.service import bump


def register(registry: Registry) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add(APPEAR, appear)
    registry.add(others.JOINED, others.say)


def appear(session: Session) -> None:
    """Move the public version: at this hour, issues became visible."""
    bump(session)
