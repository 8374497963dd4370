"""What a waiting job or a log entry may hold: references and codes, never what somebody wrote or how to reach them.

A guard, not a proof: it refuses whatever has a space, an @, a letter with an accent or more than 200 characters.
"""

import re
from collections.abc import Mapping
from uuid import UUID

Reference = str | int | None
_REFERENCE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,199}")


class NotAReference(ValueError):
    """Somebody tried to keep a value where only its reference belongs. The message names the fact, not the value."""


def checked(facts: Mapping[str, object]) -> dict[str, Reference | list[Reference]]:
    """Return the facts as JSON can hold them; raises NotAReference."""
    return {
        name: _many(name, fact) if isinstance(fact, (list, tuple)) else _one(name, fact) for name, fact in facts.items()
    }


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
