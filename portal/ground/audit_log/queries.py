"""What can be asked of the log: the entries about one thing, its head, and whether it is whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.models import AuditEntry
from portal.ground.audit_log.rules import FIRST_PREVIOUS, Entry, digest_of, hash_of

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry. Published elsewhere, it proves later that nothing was cut off the end."""

    seq: int
    hash: str


def entries(session: Session, *, object: str, limit: int = 100) -> tuple[AuditEntry, ...]:  # noqa: A002 - the log's own word
    """List the newest entries about one thing, newest first."""
    about = select(AuditEntry).where(col(AuditEntry.object) == object)
    return tuple(session.exec(about.order_by(col(AuditEntry.seq).desc()).limit(limit)))


def newest(session: Session, *, before: int | None = None, limit: int = 50) -> tuple[AuditEntry, ...]:
    """List entries newest first, from the one before number `before` on: one more than `limit` says others follow."""
    asked = select(AuditEntry).order_by(col(AuditEntry.seq).desc()).limit(limit + 1)
    return tuple(session.exec(asked if before is None else asked.where(col(AuditEntry.seq) < before)))


def head(session: Session) -> Head:
    """Return the newest entry's number and hash; number 0 for an empty log."""
    newest = select(AuditEntry.seq, AuditEntry.hash).order_by(col(AuditEntry.seq).desc()).limit(1)
    row = session.exec(newest).first()
    return Head(*row) if row else Head(0, FIRST_PREVIOUS)


def holds(session: Session, at: Head) -> bool:
    """Say whether the log has this very entry."""
    return session.exec(select(AuditEntry.hash).where(col(AuditEntry.seq) == at.seq)).first() == at.hash


def numbers(session: Session, *, act: Act) -> dict[str, list[int]]:
    """Give the numbers of the entries of one kind of act, oldest first, by what they are about."""
    asked = select(AuditEntry.object, AuditEntry.seq).where(col(AuditEntry.act) == act).order_by(col(AuditEntry.seq))
    found: dict[str, list[int]] = {}
    for named, seq in session.exec(asked):
        found.setdefault(named, []).append(seq)
    return found


def says(session: Session, act: Entry, *, salt: str) -> bool:
    """Say whether the entry of this number has exactly these details: who kept its salt can ask for ever.

    The time is the entry's own. Whether the chain holds, `verify` says.
    """
    entry = session.exec(select(AuditEntry.at, AuditEntry.digest).where(col(AuditEntry.seq) == act.seq)).first()
    return entry is not None and entry[1] == digest_of(replace(act, at=entry[0]), salt=salt)


def begun(session: Session) -> datetime | None:
    """Say from when the oldest entry is."""
    return session.exec(select(func.min(col(AuditEntry.at)))).one()


def verify(
    session: Session,
    *,
    known: Iterable[Head] = (),
    forgotten_before: datetime | None = None,
    forgotten_to: int | None = None,
) -> int | None:
    """Walk the whole chain and return the number of the first entry that is altered, missing or unreadable, or None.

    `known` are heads that were written down earlier: without one, entries cut off the end are not missed. Details may
    be forgotten of entries from before `forgotten_before` and up to number `forgotten_to` only, where these are given.
    """
    last, may_be_forgotten, heads = Head(0, FIRST_PREVIOUS), True, {each.seq: each.hash for each in known}
    try:
        for entry in _all(session):
            seq = last.seq + 1
            is_old = forgotten_before is None or entry.at < forgotten_before
            is_known = forgotten_to is None or seq <= forgotten_to
            # only the oldest are ever forgotten
            may_be_forgotten = may_be_forgotten and is_old and is_known and _is_forgotten(entry)
            if entry.seq != seq or entry.previous != last.hash or not _is_whole(entry, may_be_forgotten):
                return seq
            if heads.get(seq, entry.hash) != entry.hash:
                return seq
            last = Head(seq, entry.hash)
    except (ValueError, TypeError, RecursionError):  # what is no time or no JSON, which SQLite lets in
        return last.seq + 1
    return last.seq + 1 if any(seq > last.seq for seq in heads) else None


def _all(session: Session) -> Iterator[AuditEntry]:
    seq = -1
    while page := _page(session, behind=seq):
        yield from page
        seq = page[-1].seq
        session.expunge_all()


def _page(session: Session, *, behind: int) -> Sequence[AuditEntry]:
    asked = select(AuditEntry).where(col(AuditEntry.seq) > behind).order_by(col(AuditEntry.seq))
    try:
        return session.exec(asked.limit(_PAGE)).all()
    except (ValueError, TypeError, RecursionError):
        session.expunge_all()
        return session.exec(asked.limit(1)).all()  # one by one, so that the walk ends at the unreadable one


def _is_forgotten(entry: AuditEntry) -> bool:
    return not (entry.salt or entry.actor or entry.act or entry.object or entry.facts)


def _is_whole(entry: AuditEntry, may_be_forgotten: bool) -> bool:
    if entry.hash != hash_of(seq=entry.seq, previous=entry.previous, digest=entry.digest):
        return False
    if may_be_forgotten:
        return True
    act = Entry(entry.seq, entry.at, entry.actor, entry.act, entry.object, entry.facts)
    return bool(entry.salt) and entry.digest == digest_of(act, salt=entry.salt)
