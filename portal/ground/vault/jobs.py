"""What the vault does later: send letters, move keys to the new week, empty SQLite's log."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

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


def register(
    registry: Registry, *, ring: KeyRing, mailer: Mailer, standing: Mapping[str, object], folder: Path | None = None
) -> None:
    """Name the vault's jobs; `standing` facts are known to every letter (the city's name, the portal's address)."""
    registry.add_long(SEND, partial(deliver, ring, mailer, partial(compose, folder=folder), standing))
    registry.add_long(ROTATE, partial(rotate, ring))
    registry.add_long(checkpoint.KIND, checkpoint.again)
    registry.every(checkpoint.KIND, timedelta(hours=1))  # the log tells in which order the newest rows came in
    registry.every(ROTATE, timedelta(days=1), at=timedelta(hours=1))


def deliver(
    ring: KeyRing,
    mailer: Mailer,
    write: Callable[..., Letter],
    standing: Mapping[str, object],
    database: Database,
    *,
    subject: str,
    event: str,
    language: str,
    **facts: object,
) -> None:
    """Send one letter; nothing is sent to a subject that has left no contact or was erased meanwhile."""
    letter = write(event, language=language, facts={**standing, **facts})
    with database.reading() as session:
        send_now(session, ring, mailer, subject=UUID(subject), letter=letter)


def rotate(ring: KeyRing, database: Database) -> None:
    """Move every key to this week's, then destroy the keys of the weeks that nobody is wrapped under any more."""
    moved = 1
    while moved:
        with database.writing() as session:
            moved = rewrap(session, ring)
    with database.reading() as session:
        in_use = epochs_in_use(session)
    destroy_old_epochs(ring, in_use=in_use, epoch=epoch_on(clock.now().date()))
