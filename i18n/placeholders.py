"""Named placeholders in a message, `%(street)s`: the only kind there is."""

import re
from collections.abc import Iterator

PLACEHOLDER = re.compile(r"%\(([A-Za-z_][A-Za-z0-9_]*)\)s")

# What a C or Python programmer might type and nobody may: %s, %d, %(n)d, {name}.
FOREIGN = re.compile(r"%\([^)]*\)(?!s)|%[sdifr](?![A-Za-z])|\{[A-Za-z_0-9]*\}")

# `%(link_start)s the rules %(link_end)s`: their values are markup, inserted as they are.
_BRACKETS = ("_start", "_end")


def names(message: str) -> frozenset[str]:
    """Return the names of all placeholders in a message."""
    return frozenset(PLACEHOLDER.findall(message))


def is_bracket(name: str) -> bool:
    """Say whether a placeholder opens or closes markup round words of the sentence."""
    return name.endswith(_BRACKETS)


def pieces(message: str) -> Iterator[tuple[str, str | None]]:
    """Yield (text before, placeholder name) pairs; the last name is None. `%%` is read as `%`."""
    position = 0
    for match in PLACEHOLDER.finditer(message):
        yield message[position : match.start()].replace("%%", "%"), match[1]
        position = match.end()
    yield message[position:].replace("%%", "%"), None


def without(message: str, stand_in: str = "") -> str:
    """Return the message with brackets removed and each other placeholder replaced by `stand_in`."""
    return PLACEHOLDER.sub(lambda match: "" if is_bracket(match[1]) else stand_in, message)


def linked_texts(message: str) -> tuple[str, ...]:
    """Return the words that stand between each `%(x_start)s` and its `%(x_end)s`."""
    return tuple(match[2].strip() for match in _LINKED.finditer(message))


def has_crossed_brackets(message: str) -> bool:
    """Say whether a bracket lacks its other half, comes twice, or closes before it opens."""
    open_names: list[str] = []
    seen: set[str] = set()
    for name in PLACEHOLDER.findall(message):
        if not is_bracket(name):
            continue
        stem, _, side = name.rpartition("_")
        if name in seen:
            return True
        seen.add(name)
        if side == "start":
            open_names.append(stem)
        elif not open_names or open_names.pop() != stem:
            return True
    return bool(open_names)


_LINKED = re.compile(r"%\((\w+)_start\)s(.*?)%\(\1_end\)s", re.DOTALL)
