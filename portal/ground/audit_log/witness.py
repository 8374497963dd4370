"""Heads of the log, written down beside the public ledger file: what somebody with the database alone cannot change.

One line an hour in which staff did something: when, how many entries there were, the hash of the newest, and a code
that only who holds the city's keys can make. It names nobody and no act.
"""

import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from portal.ground.audit_log.queries import Head, head, holds, verify

NAME = "audit-heads.jsonl"
KEY = "audit-heads"


class UnreadableHeads(Exception):
    """The file of heads, or a line of it, is not what was written."""


@dataclass(frozen=True, slots=True)
class Witness:
    """How long the log was at some time."""

    at: datetime
    head: Head


def keep(session: Session, file: Path, *, at: datetime, key: bytes) -> bool:
    """Write the newest head down unless it is there already, and say whether it was new. Raises UnreadableHeads."""
    newest, before = head(session), list(witnesses(file, key=key))
    if newest.seq == 0 or (before and before[-1].head == newest):
        return False
    if before and newest.seq <= before[-1].head.seq:
        raise UnreadableHeads(f"{file}: entry {before[-1].head.seq} of the audit log was written down and is gone")
    told = {"at": at.isoformat(), "hash": newest.hash, "seq": newest.seq}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(told | {"code": _code(told, key)}, sort_keys=True) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
    return True


def witnesses(file: Path, *, key: bytes | None) -> Iterator[Witness]:
    """Read what was written down, oldest first; without the key, codes are not looked at. Raises UnreadableHeads."""
    if not file.exists():
        return
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableHeads(f"{file} cannot be read") from error
    for number, line in enumerate(lines, 1):
        try:
            told = json.loads(line)
            code = told.pop("code")
            found = Witness(datetime.fromisoformat(told["at"]), Head(int(told["seq"]), str(told["hash"])))
            is_ours = key is None or hmac.compare_digest(code, _code(told, key))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise UnreadableHeads(f"{file}: line {number} is no head of the audit log") from error
        if not is_ours:
            raise UnreadableHeads(f"{file}: line {number} was not written with this city's keys")
        yield found


def lost(session: Session, file: Path) -> tuple[int, int | None]:
    """Give the newest entry that was written down and that lies behind the log's end, or 0; and the first wrong entry.

    A log that a backup brought back has no wrong one: it is an older state of what was written down.
    """
    newest, seen = head(session), [each.head for each in witnesses(file, key=None)]
    wrong = verify(session, known=(each for each in seen if each.seq <= newest.seq))
    return max((each.seq for each in seen if each.seq > newest.seq), default=0), wrong


def set_aside(file: Path, *, lost: int) -> None:
    """Begin the file anew after a backup; what was written down stays beside it."""
    aside = file.with_name(f"{file.name}.before-{lost}")
    while aside.exists():
        aside = aside.with_name(f"{aside.name}+")
    file.replace(aside)


def files_aside(file: Path) -> list[Path]:
    """List the files of heads from before a backup was restored."""
    return sorted(file.parent.glob(f"{file.name}.before-*"))


def old_enough(session: Session, file: Path, *, before: datetime, key: bytes | None) -> int:
    """Give the newest entry that was written down before a moment, as the log still has it: 0 where there is none."""
    found = [each for name in (file, *files_aside(file)) for each in witnesses(name, key=key) if each.at < before]
    held = (each.head.seq for each in found if holds(session, each.head))
    return max(held, default=0)


def _code(told: dict[str, object], key: bytes) -> str:
    return hmac.digest(key, json.dumps(told, sort_keys=True).encode(), "sha256").hex()
