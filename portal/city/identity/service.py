"""Open and close sessions. Nobody is asked for a name; an address is hashed, written to once, and forgotten."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlmodel import Session, col

from portal.city.identity import rules
from portal.city.identity.models import Account, SignInLink, SignInSession
from portal.city.identity.rules import LinkUsed, Role
from portal.city.identity.secrets import Root, name_of, open_root, seal_root
from portal.ground import clock
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.service import record
from portal.ground.new_references import free_reference
from privacy.vault.codes import new_link_token, new_session_id, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import person_of_email, root_of_email


class Opened(NamedTuple):
    """A session that was opened: its cookie, and the page that the person came from."""

    cookie: str
    onward: str


def invite(session: Session, ring: KeyRing, *, email: str, role: Role, locale: str, onward: str = "") -> str:
    """Make a one-time link for whoever reads `email`, and give its secret. Raises NotAnAddress.

    `onward`, the page to go on to, is sealed with the person: nobody can read who wanted to go where.
    """
    key = ring.named("root")
    root = Root(root_of_email(email, key=key), person_of_email(email, key=key), onward)
    return _new_link(session, ring, root=root, role=role, locale=locale)


def invite_named(session: Session, ring: KeyRing, *, name: str, role: Role, locale: str) -> str:
    """Make a one-time link for a staff account without an address, such as the demo's clerk."""
    root = root_of_email(f"{name}@staff.invalid", key=ring.named("root"))
    return _new_link(session, ring, root=Root(root, root), role=role, locale=locale)


def invite_again(session: Session, ring: KeyRing, *, email: str, locale: str, onward: str = "") -> str | None:
    """Make a short link for somebody of the staff who was here before; None for everybody else. Raises NotAnAddress."""
    key = ring.named("root")
    root = Root(root_of_email(email, key=key), person_of_email(email, key=key), onward)
    handle = handle_of(ring, root.account, Role.CLERK)
    account = session.scalars(select(Account).where(col(Account.handle) == handle)).first()
    if account is None or account.role not in rules.STAFF:
        return None
    lifetime, role = rules.LINK_LIFETIME, Role(account.role)
    return _new_link(session, ring, root=root, role=role, locale=locale, lifetime=lifetime)


def sign_in(session: Session, ring: KeyRing, *, secret: str, site: str) -> Opened:
    """Use up the link that holds `secret` and open a session. Raises LinkUsed."""
    link = open_link(session, ring, secret=secret, site=site, lock=True)
    root = open_root(ring, link.sealed_root, secret, kind="sign-in")
    account = _account(session, ring, root.account, Role(link.role), link.locale)
    session.delete(link)
    cookie = _open(session, ring, account=account, root=root, site=site)
    _note(session, account, site=site, act=Act.SIGN_IN)
    return Opened(cookie, root.onward)


def open_link(session: Session, ring: KeyRing, *, secret: str, site: str, lock: bool = False) -> SignInLink:
    """Find the link that holds `secret` while it can still be used; looking uses nothing up. Raises LinkUsed."""
    link = session.get(SignInLink, name_of(ring, secret, kind="sign-in"), with_for_update=lock)
    if link is None or link.site != site or link.expires_at <= clock.now():
        raise LinkUsed
    return link


def sign_out(session: Session, *, session_id: str) -> None:
    """End one session."""
    found = session.get(SignInSession, session_id)
    account = session.get(Account, found.account_id) if found else None
    session.execute(delete(SignInSession).where(col(SignInSession.id) == session_id))
    if found is not None and account is not None:
        _note(session, account, site=found.site, act=Act.SIGN_OUT)


def expire(session: Session, *, links: datetime, sessions: datetime, accounts: date) -> None:
    """Forget links that ended, sessions last seen, and accounts last signed in to, before these times."""
    session.execute(delete(SignInLink).where(col(SignInLink.expires_at) < links))
    session.execute(delete(SignInSession).where(col(SignInSession.seen_at) < sessions))
    session.execute(delete(Account).where(col(Account.used_on) < accounts))  # and the sessions of each


def _note(session: Session, account: Account, *, site: str, act: Act) -> None:
    """Write into the record that somebody of the staff came or went; residents are in no record."""
    if site == rules.STAFF_SITE:
        who = rules.acting_as(account.reference)
        record(session, actor=who, act=act, object=who)


def _new_link(
    session: Session, ring: KeyRing, *, root: Root, role: Role, locale: str, lifetime: timedelta | None = None
) -> str:
    secret = new_link_token()
    for_staff = role in rules.STAFF
    lifetime = lifetime or (rules.INVITATION_LIFETIME if for_staff else rules.LINK_LIFETIME)
    session.add(
        SignInLink(
            id=name_of(ring, secret, kind="sign-in"),
            site=rules.STAFF_SITE if for_staff else rules.PUBLIC_SITE,
            role=role,
            locale=locale,
            sealed_root=seal_root(ring, root, secret, kind="sign-in"),
            expires_at=clock.coarse_end(clock.now() + lifetime, rules.SEEN_STEP),
        )
    )
    session.flush()  # a link that cannot be stored must not be sent
    return secret


def _account(session: Session, ring: KeyRing, root: bytes, role: Role, locale: str) -> Account:
    handle = handle_of(ring, root, role)
    today = clock.now().date()
    account = session.scalars(select(Account).where(col(Account.handle) == handle)).first()
    if account is None:
        reference = free_reference(session, Account.reference, prefix="S" if role in rules.STAFF else "R")
        account = Account(handle=handle, role=role, reference=reference, used_on=today)
    account.used_on, account.locale = today, locale  # and never the role: an older link must not bring one back
    session.add(account)
    session.flush()  # the session row needs the account's id
    return account


def handle_of(ring: KeyRing, root: bytes, role: Role) -> str:
    """Name an account: one person has one at the desk, whatever the role, and another one as a resident."""
    return stored_form(root.hex(), key=ring.named(f"account:{'staff' if role in rules.STAFF else 'resident'}"))


def _open(session: Session, ring: KeyRing, *, account: Account, root: Root, site: str) -> str:
    cookie, now = new_session_id(), rules.seen(clock.now())
    session.add(
        SignInSession(
            id=name_of(ring, cookie, kind="session"),
            account_id=account.id,
            site=site,
            sealed_root=seal_root(ring, replace(root, onward=""), cookie, kind="session"),
            created_at=now,
            seen_at=now,
        )
    )
    session.flush()  # the cookie is only given out for a session that exists
    return cookie
