"""What a waiting job or a log entry may hold: references and codes, never what somebody wrote or how to reach them.

A guard, not a proof: it refuses whatever has a space, an @, a letter with an accent or more than 200 characters.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

Reference = str | int | None
_REFERENCE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,199}")


HOUR = timedelta(hours=1)  # as reports keep when they were filed
LINK_STEP = timedelta(minutes=5)  # as sessions keep their times: a letter with a link cannot wait for an hour
_NAMES_SOMEBODY = frozenset({"subject", "reference"})


class NotAReference(ValueError):
    """Somebody tried to keep a value where only its reference belongs. The message names the fact, not the value."""


def checked(facts: Mapping[str, object]) -> dict[str, Reference | list[Reference]]:
    """Return the facts as JSON can hold them; raises NotAReference."""
    return {
        name: _many(name, fact) if isinstance(fact, (list, tuple)) else _one(name, fact) for name, fact in facts.items()
    }


def step_beside(facts: Mapping[str, object]) -> timedelta:
    """Say how coarse a time beside these facts must be, so that it tells no better when somebody wrote to us."""
    if not _NAMES_SOMEBODY & facts.keys():
        return timedelta.resolution
    return LINK_STEP if "until" in facts else HOUR


def code(text: str) -> str:
    """Return a single reference unchanged; raises NotAReference."""
    if not _REFERENCE.fullmatch(text):
        raise NotAReference("a reference or a code belongs here")
    return text


def _many(name: str, facts: list[object] | tuple[object, ...]) -> list[Reference]:
    return [_one(name, fact) for fact in facts]


def _one(name: str, fact: object) -> Reference:
    if fact is None or isinstance(fact, int):
        return fact
    text = str(fact) if isinstance(fact, UUID) else fact
    if not isinstance(text, str) or not _REFERENCE.fullmatch(text):
        raise NotAReference(name)
    return text
