"""Writing to the log, in the transaction of the act itself: if the entry cannot be written, the act does not happen."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from portal.ground import clock, references
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.models import AuditEntry
from portal.ground.audit_log.queries import head
from portal.ground.audit_log.rules import Entry, digest_of, hash_of

_LOCK = 0x7665_755F_6C6F_6701  # "veu_log", 1: one number for all processes of a database


def record(session: Session, *, actor: str, act: Act, object: str, **facts: Any) -> AuditEntry:  # noqa: A002 - the log's own word
    """Append an entry. Call it last: from here to the commit, other staff acts wait.

    `facts` are references and codes, never values; raises NotAReference.
    """
    _wait_in_line(session)
    before = head(session)
    told = references.code(actor), references.code(act), references.code(object)
    new = Entry(before.seq + 1, clock.now(), *told, references.checked(facts))
    salt = secrets.token_hex(16)
    digest = digest_of(new, salt=salt)
    entry = AuditEntry(
        seq=new.seq,
        at=new.at,
        actor=new.actor,
        act=new.act,
        object=new.object,
        facts=dict(new.facts),
        salt=salt,
        digest=digest,
        previous=before.hash,
        hash=hash_of(seq=new.seq, previous=before.hash, digest=digest),
    )
    session.add(entry)
    session.flush()  # a refused entry must fail here, inside the act
    return entry


def expire(session: Session, before: datetime, *, up_to: int | None = None) -> int:
    """Forget the details of older entries, up to a number where one is given, and count them.

    The hashes stay, so that the chain can still be checked.
    """
    blank = {"actor": "", "act": "", "object": "", "facts": {}, "salt": ""}
    old = update(AuditEntry).where(col(AuditEntry.at) < before, col(AuditEntry.salt) != "")
    if up_to is not None:
        old = old.where(col(AuditEntry.seq) <= up_to)
    return int(session.execute(old.values(blank)).rowcount)  # type: ignore[attr-defined]


def _wait_in_line(session: Session) -> None:
    """Let one transaction at a time append, so that each sees the entry before; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(_LOCK)))
