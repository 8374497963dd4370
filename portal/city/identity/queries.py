"""Who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from portal.city.identity import rules
from portal.city.identity.models import Account, SignInSession
from portal.city.identity.secrets import Root, name_of, open_root
from portal.ground import clock
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import Pseudonym, pseudonym

Loader = Callable[[Session, str], "SignedIn | None"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in, for the length of one visit. The root lives here and in no table."""

    account_id: UUID
    reference: str
    role: str
    session_id: str
    ring: KeyRing
    root: Root

    def unit(self, family: str) -> Pseudonym:
        """Name this person within a family of statistics or one process, and nowhere else."""
        return pseudonym(self.root.person, key=self.ring.named(family))


def loader(database: Database, ring: KeyRing, site: str) -> Loader:
    """Make the function that says who a cookie of `site` belongs to."""

    def load(session: Session, cookie: str) -> SignedIn | None:
        return signed_in(session, database, ring, site=site, cookie=cookie)

    return load


def signed_in(session: Session, database: Database, ring: KeyRing, *, site: str, cookie: str) -> SignedIn | None:
    """Say who `cookie` belongs to; None where it is unknown, too old, or of another site."""
    row = session.execute(
        select(SignInSession, Account)
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .where(col(SignInSession.id) == name_of(ring, cookie, kind="session"))
    ).first()
    if row is None:
        return None
    found, account = row
    now = clock.now()
    alive = rules.is_alive(site=site, created_at=found.created_at, seen_at=found.seen_at, now=now)
    if found.site != site or not alive:
        return None
    if now - found.seen_at > rules.SEEN_STEP:
        _touch(session, database, found)
    root = open_root(ring, found.sealed_root, cookie, kind="session")
    return SignedIn(account.id, account.reference, account.role, found.id, ring, root)


def _touch(session: Session, database: Database, found: SignInSession) -> None:
    """Note that a session is in use: with what a form writes, else in a short transaction of its own.

    A writing visit must not open a second transaction: on SQLite it would wait for itself for ever.
    """
    if session.get_bind() is database.engine:
        found.seen_at = rules.seen(clock.now())
        return
    with database.writing() as own:
        if row := own.get(SignInSession, found.id):
            row.seen_at = rules.seen(clock.now())
            own.add(row)
