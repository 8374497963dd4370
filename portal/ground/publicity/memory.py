"""What a process has read of the public facts, remembered until something public changes.

A page or a form asks for the city, its districts and its services several times over, and they change once a year. Only
what is public is remembered, and only what moves the public version when it changes.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlmodel import Session

from portal.ground.database import Database
from portal.ground.publicity.service import PublicVersion

F = TypeVar("F")
Version = tuple[int, bytes]


class Memory:
    """The facts of one process, all of the same public version."""

    def __init__(self, version: PublicVersion) -> None:
        self._version = version
        self._kept: tuple[Version, dict[Hashable, Any]] = version.current(), {}

    def recall(self, name: Hashable, ask: Callable[[], F]) -> F:
        """Give what is remembered as `name`, or ask for it once."""
        now = self._version.current()  # before asking: what changes meanwhile is kept under the version that passed
        version, facts = self._kept
        if version != now:
            facts = {}
            self._kept = now, facts
        if name not in facts:
            facts[name] = ask()
        found: F = facts[name]
        return found


def let_remember(database: Database, version: PublicVersion) -> None:
    """Let every session of `database` remember what is public, as long as `version` stands."""
    database.session_info["memory"] = Memory(version)


def remembered(session: Session, name: Hashable, ask: Callable[[], F]) -> F:
    """Recall a public fact; ask for it in a process without a memory, and in a session that changed something."""
    memory: Memory | None = session.info.get("memory")
    return memory.recall(name, ask) if memory else ask()
