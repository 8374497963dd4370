"""The record of what staff did: for managers, newest first, each entry in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Response

from i18n.lazy import Lazy
from portal.city.issues.names import names_of
from portal.doors.staff.record import telling
from portal.doors.staff.record.telling import Detail
from portal.doors.staff.rules import ACT_NAMES
from portal.doors.staff.scripts import scripts
from portal.ground.audit_log import queries as audit_log
from portal.ground.settings import Mode
from portal.listen.reports import queries as reports
from portal.web.rendering import render
from portal.web.visit import Visit

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `who` is empty where the details were forgotten and only the chain is left."""

    seq: int
    at: datetime
    who: Lazy | str
    what: Lazy | None
    code: str
    about: Detail | None
    details: tuple[Detail, ...]


def show(visit: Visit) -> Response:
    """Show one page of the record."""
    asked = visit.request.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    found = audit_log.newest(visit.session, before=before, limit=PAGE)
    lines = tuple(_lines(visit, found[:PAGE]))
    follow = visit.url("staff:record", query={"before": lines[-1].seq}) if len(found) > PAGE else None
    facts: dict[str, Any] = {"lines": lines, "next_href": follow, "is_demo": visit.site.settings.mode is Mode.DEMO}
    return render(visit, "staff/record.html", section="record", scripts=scripts(), **facts)


def _lines(visit: Visit, entries: tuple[Any, ...]) -> Iterator[Line]:
    references = reports.references(visit.session, tuple(_reports(entry.object for entry in entries)))
    names = names_of(visit)
    for entry in entries:
        yield Line(
            seq=entry.seq,
            at=entry.at,
            who=telling.actor(entry.actor),
            what=ACT_NAMES.get(entry.act),
            code=entry.act,
            about=telling.about(visit, entry.object, references),
            details=tuple(telling.details(visit, names, entry.act, entry.facts)),
        )


def _reports(objects: Iterable[str]) -> Iterator[UUID]:
    for written in objects:
        kind, _, name = written.partition(":")
        if kind in ("report", "subject"):
            try:
                yield UUID(name)
            except ValueError:
                continue
