"""What is done later about polls: count the votes at the close, and forget the voters."""

from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from portal.ground import clock
from portal.ground.jobs.registry import Registry
from portal.listen.voting import service
from privacy.retention import retention_of
from privacy.vault.keys import KeyRing

FORGET: Final = "voting.forget_voters"
FORGET_ORDER: Final = "voting.forget_order"


def register(registry: Registry, *, ring: KeyRing) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add(service.CLOSED, _close)
    registry.add(FORGET, partial(_forget_voters, ring=ring))
    registry.every(FORGET, timedelta(days=1))
    registry.add_long(FORGET_ORDER, service.forget_order)
    registry.every(FORGET_ORDER, timedelta(hours=1))


def _close(session: Session, poll: int) -> None:
    service.close(session, poll_id=poll)


def _forget_voters(session: Session, ring: KeyRing) -> None:
    service.forget_voters(session, ring, closed_before=retention_of("listen_ballot").cut_off(clock.now()))
