"""What is done later about accounts: send sign-in links, and forget who has not come for long."""

from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from portal.city.identity import letters, service
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import Mailer
from portal.ground.mixing import mix
from privacy.retention import retention_of
from privacy.vault.keys import KeyRing

EXPIRE: Final = "identity.expire"
FORGET_ORDER: Final = "identity.forget_order"


def register(registry: Registry, *, ring: KeyRing, mailer: Mailer, url: str) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add_long(letters.KIND, partial(letters.deliver, ring=ring, mailer=mailer, url=url))
    registry.add_long(letters.STAFF_KIND, partial(letters.deliver_to_staff, ring=ring, mailer=mailer, url=url))
    registry.add(EXPIRE, expire)
    registry.every(EXPIRE, timedelta(hours=1))
    registry.add_long(FORGET_ORDER, forget_order)
    registry.every(FORGET_ORDER, timedelta(hours=1))


def forget_order(database: Database) -> None:
    """Forget by which transaction a session was last used: a report that it sent would have the same."""
    mix(database, table="city_session", where="TRUE")


def expire(session: Session) -> None:
    """Forget the links, sessions and accounts whose time is over."""
    now = clock.now()
    service.expire(
        session,
        links=retention_of("city_sign_in_link").cut_off(now),
        sessions=retention_of("city_session").cut_off(now),
        accounts=retention_of("city_account").cut_off(now).date(),
    )
