"""Where the heads outside begin: noted in the log itself, so that a file that was lost is not begun in silence.

Whoever deletes the file would have to take the note out of the chain too.
"""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from portal.ground.audit_log import witness
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.models import AuditEntry
from portal.ground.audit_log.rules import OPERATOR
from portal.ground.audit_log.service import record
from portal.ground.database import Database


def write_down(database: Database, file: Path, *, at: datetime, key: bytes) -> None:
    """Write the newest head down, and note with which one they begin unless that is noted. Raises UnreadableHeads."""
    with database.reading() as session:
        witness.keep(session, file, at=at, key=key)
        is_noted = bool(noted(session))
    if not is_noted:
        with database.writing() as session:
            note(session, file, key=key)


def note(session: Session, file: Path, *, key: bytes | None) -> None:
    """Note with which head the files begin, where there is one. Raises UnreadableHeads."""
    first = _first(file, key=key)
    if first is not None:
        record(session, actor=OPERATOR, act=Act.HEADS, object="audit", first=first)


def noted(session: Session) -> tuple[int, ...]:
    """Give the first heads that were noted, newest note first: more than one where heads were given up as lost.

    Two years later the log forgets a note, and the worker writes it anew.
    """
    asked = select(AuditEntry.facts).where(col(AuditEntry.act) == Act.HEADS).order_by(col(AuditEntry.seq).desc())
    return tuple(int(facts["first"]) for facts in session.exec(asked))


def lost_from(session: Session, file: Path, *, key: bytes | None) -> int | None:
    """Give the head with which the files must begin and do not; None where all is well. Raises UnreadableHeads."""
    try:
        should = next(iter(noted(session)), None)
    except (ValueError, TypeError, KeyError, RecursionError):  # `verify` names the entry
        return None
    first = _first(file, key=key)
    return should if should is not None and (first is None or first > should) else None


def _first(file: Path, *, key: bytes | None) -> int | None:
    seen = (each.head.seq for name in (file, *witness.files_aside(file)) for each in witness.witnesses(name, key=key))
    return min(seen, default=None)
