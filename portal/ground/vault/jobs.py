"""What the vault does later: send letters, move keys to the new week, empty SQLite's log."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from portal.ground.mail.letters import Letter, compose
from portal.ground.mail.mailers import Mailer
from portal.ground.vault import checkpoint
from portal.ground.vault.queries import epochs_in_use
from portal.ground.vault.service import SEND, rewrap, send_now
from privacy.vault.epochs import epoch_on
from privacy.vault.keys import KeyRing
from privacy.vault.shredding import destroy_old_epochs

ROTATE = "vault.rotate"


class Gather(Protocol):
    """Gathers the facts of a letter to a subject; None where nobody waits for it any more."""

    def __call__(
        self, session: Session, subject: UUID, language: str, given: Mapping[str, Any], /
    ) -> Mapping[str, object] | None: ...


def register(registry: Registry, *, ring: KeyRing, mailer: Mailer, gather: Gather, folder: Path | None = None) -> None:
    """Name the vault's jobs; `gather` knows what every letter says beside what its job holds."""
    registry.add_long(SEND, partial(deliver, ring, mailer, partial(compose, folder=folder), gather))
    registry.add_long(ROTATE, partial(rotate, ring))
    registry.add_long(checkpoint.KIND, checkpoint.again)
    registry.every(checkpoint.KIND, timedelta(hours=1))  # the log tells in which order the newest rows came in
    registry.every(ROTATE, timedelta(days=1), at=timedelta(hours=1))


def deliver(
    ring: KeyRing,
    mailer: Mailer,
    write: Callable[..., Letter],
    gather: Gather,
    database: Database,
    *,
    subject: str,
    event: str,
    language: str,
    **facts: object,
) -> None:
    """Send one letter; nothing is sent to a subject that has left no contact or was erased meanwhile."""
    person = UUID(subject)
    with database.reading() as session:
        gathered = gather(session, person, language, facts)
        if gathered is not None:
            letter = write(event, language=language, facts={**facts, **gathered})
            send_now(session, ring, mailer, subject=person, letter=letter)


def rotate(ring: KeyRing, database: Database) -> None:
    """Move every key to this week's, then destroy the keys of the weeks that nobody is wrapped under any more."""
    moved = 1
    while moved:
        with database.writing() as session:
            moved = rewrap(session, ring)
    with database.reading() as session:
        in_use = epochs_in_use(session)
    destroy_old_epochs(ring, in_use=in_use, epoch=epoch_on(clock.now().date()))
