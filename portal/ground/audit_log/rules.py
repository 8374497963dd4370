"""How an entry is written down and how it holds on to the one before: pure, so that anybody can check a log."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST_PREVIOUS = "0" * 64  # what the first entry follows
OPERATOR = "operator"  # who acts where no page of the desk does: a command, or the portal by itself


@dataclass(frozen=True, slots=True)
class Entry:
    """The details of one entry."""

    seq: int
    at: datetime
    actor: str
    act: str
    object: str
    facts: Mapping[str, Any]


def digest_of(act: Entry, *, salt: str) -> str:
    """Commit to the details: 64 hex digits, from which nothing can be guessed once the salt is forgotten."""
    written = json.dumps(
        [act.seq, act.at.astimezone(UTC).isoformat(), act.actor, act.act, act.object, act.facts],
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.digest(bytes.fromhex(salt), written.encode(), "sha256").hex()


def hash_of(*, seq: int, previous: str, digest: str) -> str:
    """Chain one entry to the one before: 64 hex digits."""
    return hashlib.sha256(f"veu1/audit\0{seq}\0{previous}\0{digest}".encode()).hexdigest()
