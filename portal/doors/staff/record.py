"""The record of what staff did: for managers, newest first, each entry in words and as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fastapi import Response

from i18n.lazy import Lazy
from portal.doors.staff import desk
from portal.doors.staff.rules import ACT_NAMES
from portal.ground.audit_log import queries as audit_log
from portal.web.rendering import render
from portal.web.visit import Visit

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `actor` is empty where the details were forgotten and only the chain is left."""

    seq: int
    at: datetime
    actor: str
    what: Lazy | None
    code: str
    object: str
    href: str | None
    facts: tuple[tuple[str, str], ...]


def show(visit: Visit) -> Response:
    """Show one page of the record."""
    asked = visit.request.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    found = audit_log.newest(visit.session, before=before, limit=PAGE)
    lines = tuple(_lines(visit, found[:PAGE]))
    follow = visit.url("staff:record", query={"before": lines[-1].seq}) if len(found) > PAGE else None
    return render(visit, "staff/record.html", section="record", lines=lines, next_href=follow, scripts=desk.scripts())


def _lines(visit: Visit, entries: tuple[object, ...]) -> Iterator[Line]:
    for entry in entries:
        fact = {name: getattr(entry, name) for name in ("seq", "at", "actor", "act", "object", "facts")}
        yield Line(
            seq=fact["seq"],
            at=fact["at"],
            actor=fact["actor"],
            what=ACT_NAMES.get(fact["act"]),
            code=fact["act"],
            object=fact["object"],
            href=_href(visit, fact["object"]),
            facts=tuple((name, str(value)) for name, value in sorted(fact["facts"].items())),
        )


def _href(visit: Visit, named: str) -> str | None:
    """Lead to the page of what an entry is about, where there is one."""
    kind, _, name = named.partition(":")
    if kind == "issue":
        return visit.url("staff:issue", reference=name)
    if kind not in {"report", "subject"}:
        return None
    try:
        return visit.url("staff:report", report=UUID(name))
    except ValueError:
        return None
