"""Write facts as the one text that stands for them, so that a hash means the same to everyone who recomputes it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def facts_of(record: Any) -> dict[str, Any]:
    """Give a dataclass's fields by name, and those of records in it: `asdict` without a copy of each number."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def canonical(facts: Mapping[str, object]) -> str:
    """Write facts as JSON with sorted names, no spaces, and integers, strings, booleans and lists only.

    Source: RFC 8785, for member names in ASCII and integers below 2^53.
    """
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(facts: Mapping[str, object]) -> str:
    """Hash facts: SHA-256 of their canonical JSON in UTF-8, in hex."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return facts_of(value)
    if isinstance(value, tuple) and any(is_dataclass(each) for each in value):
        return tuple(_plain(each) for each in value)
    return value
