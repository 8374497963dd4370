"""What is done later about issues: tell the caches when a delayed one appears."""

from sqlmodel import Session

from portal.city.issues.service import APPEAR
from portal.ground.jobs.registry import Registry
from portal.ground.publicity.service import bump


def register(registry: Registry) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add(APPEAR, appear)


def appear(session: Session) -> None:
    """Move the public version: at this hour, issues became visible."""
    bump(session)
