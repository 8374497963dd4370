"""Keeping private values sealed, and opening them for one subject and one purpose at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, Select, delete, select
from sqlmodel import Session, SQLModel, col

from portal.ground import clock
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.service import record
from portal.ground.inserts import dialect_of, insert_for
from portal.ground.jobs.queue import enqueue
from portal.ground.mail.letters import Letter
from portal.ground.mail.mailers import Mailer
from portal.ground.mail.pushes import Pusher
from portal.ground.mail.pushes import read as read_subscription
from portal.ground.vault import checkpoint
from portal.ground.vault.models import VaultField, VaultKey
from portal.ground.vault.rules import CONTACT, PUSH, ContentGone, PrivateField, VaultLocked
from privacy.vault import wrapping
from privacy.vault.epochs import epoch_on
from privacy.vault.key_folder import UnsafeKeys
from privacy.vault.keys import KeyDestroyed, KeyNotFound, KeyRing
from privacy.vault.sealing import Place, seal, unseal

SEND = "vault.send"
_PLACE = ("subject", "table_name", "column_name", "row")


def put(
    session: Session, ring: KeyRing, *, subject: UUID, fields: Iterable[PrivateField], is_new: bool = False
) -> None:
    """Seal values of one subject, each in the place of an older one if there is one. Raises VaultLocked.

    `is_new` spares the look for a key, where the subject was made in this very transaction.
    """
    dek = (_new_key(session, ring, subject) if is_new else None) or _own_key(session, ring, subject)
    rows = [_sealed_row(each, subject, dek) for each in fields]
    if rows:
        session.connection().execute(_into_fields(dialect_of(session)), rows)


def reveal(session: Session, ring: KeyRing, *, subject: UUID, purpose: str, actor: str) -> tuple[PrivateField, ...]:
    """Open for staff what one subject's values are kept for `purpose`; the audit log says who did it.

    Nothing is opened for another purpose than the one stated when it was put in. Raises VaultLocked, ContentGone.
    """
    found = _open(session, ring, subject, purpose)
    record(session, actor=actor, act=Act.REVEAL, object=f"subject:{subject}", purpose=purpose, values=len(found))
    return found


def export(session: Session, ring: KeyRing, *, subject: UUID, purpose: str | None = None) -> tuple[PrivateField, ...]:
    """Open everything of one subject, or what is kept for a purpose, for that person only.

    Raises VaultLocked, ContentGone.
    """
    return _open(session, ring, subject, purpose)


def send(session: Session, *, subject: UUID, event: str, language: str, **facts: object) -> None:
    """Have the letter of an event sent to the subject's contact once this transaction is committed.

    The caller never sees the address. `facts` go into the letter's template and are references only.
    """
    said = {name: fact for name, fact in facts.items() if fact is not None}
    enqueue(session, SEND, {"subject": subject, "event": event, "language": language, **said})


def send_now(session: Session, ring: KeyRing, mailer: Mailer, *, subject: UUID, letter: Letter) -> bool:
    """Send a letter to the subject's contact, for a job that fills it in itself; say whether there is a contact."""
    try:
        contacts = _open(session, ring, subject, CONTACT)
    except ContentGone:
        return False
    for contact in contacts:
        mailer.send(replace(letter, to=contact.value))
    return bool(contacts)


def push_now(session: Session, ring: KeyRing, pusher: Pusher, *, subject: UUID, message: bytes) -> None:
    """Tell the phone of a subject, if there is one, for a job; raises what the pusher raises."""
    try:
        places = _open(session, ring, subject, PUSH)
    except ContentGone:
        return
    for place in places:
        pusher.send(read_subscription(place.value), message)


def erase(session: Session, *, subject: UUID) -> None:
    """Delete the key and all values of a subject, and after the commit their copies in SQLite's log."""
    session.execute(delete(VaultField).where(col(VaultField.subject) == subject))
    session.execute(delete(VaultKey).where(col(VaultKey.subject) == subject))
    checkpoint.after_erasing(session)


def forget(session: Session, *, subjects: Select[UUID], table: str, column: str) -> None:
    """Delete one kind of value of many subjects, and the keys that have nothing left to open."""
    within = col(VaultField.subject).in_(subjects)
    named = (col(VaultField.table_name) == table, col(VaultField.column_name) == column)
    gone = session.execute(delete(VaultField).where(within, *named).returning(col(VaultField.subject))).scalars().all()
    if gone:
        left = select(VaultField).where(col(VaultField.subject) == col(VaultKey.subject)).exists()
        session.execute(delete(VaultKey).where(col(VaultKey.subject).in_(subjects), ~left))
        checkpoint.after_erasing(session)


def rewrap(session: Session, ring: KeyRing, *, batch: int = 500) -> int:
    """Move up to `batch` keys to this week's key and count them: call again, in a new transaction, until it is 0.

    A subject whose week's key was destroyed is erased: nobody can open it again. Raises VaultLocked.
    """
    epoch = epoch_on(clock.now().date())
    waiting = select(VaultKey).where(col(VaultKey.epoch) < epoch).limit(batch)
    keys = session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for key in keys:
        try:
            key.wrapped = _wrap(ring, key.subject, _unwrap(ring, key), epoch)
            key.epoch = epoch
        except ContentGone:
            erase(session, subject=key.subject)
    session.flush()
    return len(keys)


def _open(session: Session, ring: KeyRing, subject: UUID, purpose: str | None = None) -> tuple[PrivateField, ...]:
    dek = _dek(session, ring, subject)
    if dek is None:
        return ()
    wanted = select(VaultField).where(col(VaultField.subject) == subject)
    if purpose is not None:
        wanted = wanted.where(col(VaultField.purpose) == purpose)
    rows = session.scalars(
        wanted.order_by(col(VaultField.table_name), col(VaultField.column_name), col(VaultField.row))
    )
    return tuple(_opened(each, dek) for each in rows)


def _dek(session: Session, ring: KeyRing, subject: UUID) -> bytes | None:
    """Unwrap the subject's key, if it has one. Raises VaultLocked, ContentGone."""
    key = session.get(VaultKey, subject)
    try:
        return _unwrap(ring, key) if key else None
    except ContentGone:  # unless it moved to the new week's key between our reading it and our unwrapping it
        key = session.get(VaultKey, subject, populate_existing=True)
        return _unwrap(ring, key) if key else None


def _opened(found: VaultField, dek: bytes) -> PrivateField:
    place = Place(found.table_name, found.column_name, found.row, found.subject)
    value = unseal(found.sealed, key=dek, place=place).decode()
    return PrivateField(found.table_name, found.column_name, found.row, value, found.purpose)


def _sealed_row(field: PrivateField, subject: UUID, dek: bytes) -> dict[str, object]:
    place = Place(field.table, field.column, field.row, subject)
    sealed = seal(field.value.encode(), key=dek, place=place)
    row = dict(zip(_PLACE, (subject, field.table, field.column, field.row), strict=True))
    return row | {"sealed": sealed, "purpose": field.purpose}


@cache
def _into_fields(dialect: str) -> Executable:
    """Build the statement once: a report has four values, and each statement is longer built than run."""
    into = insert_for(dialect, VaultField)
    new = {"sealed": into.excluded.sealed, "purpose": into.excluded.purpose}
    statement: Executable = into.on_conflict_do_update(index_elements=_PLACE, set_=new)
    return statement


@cache
def _into_keys(dialect: str) -> Executable:
    """Build the statement once; it gives a row back only where the subject had no key."""
    into = insert_for(dialect, VaultKey).on_conflict_do_nothing()
    statement: Executable = into.returning(SQLModel.metadata.tables[str(VaultKey.__tablename__)].c.subject)
    return statement


def _own_key(session: Session, ring: KeyRing, subject: UUID) -> bytes:
    """Return the subject's key, made on first use; one that can never be opened again makes way for a new one."""
    try:
        dek = _dek(session, ring, subject)
    except ContentGone:
        erase(session, subject=subject)
        dek = None
    return dek or _new_key(session, ring, subject) or _own_key(session, ring, subject)


def _new_key(session: Session, ring: KeyRing, subject: UUID) -> bytes | None:
    """Make a key and keep it; None where the subject has one, of its own or from another process a moment ago."""
    epoch, dek = epoch_on(clock.now().date()), wrapping.new_dek()
    row = {"subject": subject, "wrapped": _wrap(ring, subject, dek, epoch), "epoch": epoch, "dek_version": 1}
    kept = session.connection().execute(_into_keys(dialect_of(session)), row).first()
    return dek if kept else None


def _wrap(ring: KeyRing, subject: UUID, dek: bytes, epoch: int) -> bytes:
    with _keys_at_hand():
        return wrapping.wrap(dek, kek=ring.make_epoch(epoch), epoch=epoch, subject=subject)


def _unwrap(ring: KeyRing, key: VaultKey) -> bytes:
    with _keys_at_hand():
        kek = ring.epoch_key(wrapping.epoch_of(key.wrapped))
    return wrapping.unwrap(key.wrapped, kek=kek, subject=key.subject, dek_version=key.dek_version)


@contextmanager
def _keys_at_hand() -> Iterator[None]:
    try:
        yield
    except KeyDestroyed:
        raise ContentGone from None
    except (KeyNotFound, UnsafeKeys):
        raise VaultLocked from None
