"""What is done later about issues: let a delayed one appear, say that others said so too, forget what was told."""

from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from portal.city.issues import said_by_others
from portal.city.issues.forgetting import forget_words
from portal.city.issues.service import APPEAR
from portal.ground.jobs.registry import Registry
from portal.ground.media.folder import MediaFolder
from portal.ground.publicity.service import bump

FORGET: Final = "issues.forget_words"


def register(registry: Registry, *, media: MediaFolder) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add(APPEAR, appear)
    registry.add(said_by_others.JOINED, said_by_others.say)
    registry.add(FORGET, partial(forget_words, media=media))
    registry.every(FORGET, timedelta(days=1))


def appear(session: Session) -> None:
    """Move the public version: at this hour, issues became visible."""
    bump(session)
