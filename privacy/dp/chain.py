"""Link ledger rows by hashes, and write each as one line of a public file that can be read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin

from privacy.dp.canonical import canonical, digest, facts_of
from privacy.dp.ledger import Event, Forfeit, LedgerError, Opening, Purchase, Release, Reservation, Row


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come, and the hash of its last row: enough to notice later that it was cut or rewritten."""

    seq: int
    hash: str


EMPTY = Head(0, "0" * 64)


class Unreadable(LedgerError):
    """A line is not a ledger row."""


def body_of(event: Event) -> str:
    """Write an event as canonical JSON: what a database stores beside seq, previous and hash."""
    return canonical({"kind": event.kind, **facts_of(event)})


def hash_of(seq: int, previous: str, event: Event) -> str:
    """Hash one row's content together with its place in the chain."""
    return digest({"seq": seq, "previous": previous, "event": {"kind": event.kind, **facts_of(event)}})


def link(head: Head, event: Event) -> Row:
    """Append an event after a head."""
    seq = head.seq + 1
    return Row(seq, head.hash, event, hash_of(seq, head.hash, event))


def head_of(row: Row) -> Head:
    """Give the head of a chain that ends with this row."""
    return Head(row.seq, row.hash)


def line_of(row: Row) -> str:
    """Write a row as one line of the public ledger file, without the newline."""
    event = {"kind": row.event.kind, **facts_of(row.event)}
    return canonical({"seq": row.seq, "previous": row.previous, "event": event, "hash": row.hash})


def row_of(line: str) -> Row:
    """Read a line of the public ledger file. Raises Unreadable unless it is exactly what `line_of` writes."""
    try:
        facts = json.loads(line)
        row = Row(_read(int, facts["seq"]), facts["previous"], event_of(facts["event"]), facts["hash"])
        exact = line_of(row) == line.rstrip("\n")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not a ledger row") from error
    if not exact:
        raise Unreadable("not the canonical form of a ledger row")
    return row


def event_of(facts: Mapping[str, Any]) -> Event:
    """Rebuild an event from its parsed JSON body. Raises KeyError, TypeError or ValueError when it is none."""
    rest = dict(facts)
    event: Event = _read(_EVENTS[rest.pop("kind")], rest)
    return event


_EVENTS: Mapping[str, type[Event]] = {each.kind: each for each in (Opening, Purchase, Reservation, Release, Forfeit)}


def _read(kind: Any, value: Any) -> Any:
    """Read a parsed JSON value as exactly the type a field declares: no true for 1, no missing or extra member."""
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if get_origin(kind) is UnionType:  # the only unions here are "or None"
        return None if value is None else _read(get_args(kind)[0], value)
    if isinstance(kind, type) and is_dataclass(kind):
        members = {field.name: field.type for field in fields(kind)}
        if members.keys() != value.keys():
            raise ValueError("members are missing or unknown")
        return kind(**{name: _read(type_, value[name]) for name, type_ in members.items()})
    if issubclass(kind, StrEnum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError("a value has another type")
    return value
