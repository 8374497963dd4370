"""What a feed tells: the newest things that happened to issues, each once and under a name that stays.

Only what the pages of issues tell is in it, by the same predicate, and by the day: nothing that residents do moves it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.models import ISSUES, TIMELINE
from portal.city.issues.queries import Happening, visible
from portal.city.issues.rules import Step
from privacy.dp.weeks import local_day

MOST = 60
FEWEST = 20  # below it, issues without a history of their own are told too, such as imported ones
_CANDIDATES = 300  # more than are told: an issue may appear a day after it was accepted
_SEARCHED = 5_000  # so that a feed of a quiet district reads no longer than any other

# Source: XML 1.0, 2.2 (Char).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an issue. `number` counts the events of its issue; 0 is that it was reported."""

    reference: str
    number: int
    on: date
    title: str
    title_language: str
    service_code: str
    district_code: str
    place_words: str
    place_language: str
    happened: Happening | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which issues a feed is about. Empty codes mean any."""

    category: str = ""
    district: str = ""

    @property
    def query(self) -> dict[str, str]:
        """Write the choice for an address."""
        return {"category": self.category, "district": self.district}


_ISSUE = ("reference", "title", "title_language", "service_code", "district_code", "place_words", "place_language")


def newest(session: Session, choice: Choice, *, zone: ZoneInfo) -> tuple[Event, ...]:
    """Read the newest events of the chosen issues, newest first."""
    told = [_event(dict(row), zone) for row in session.execute(_events(choice)).mappings()]
    if len(told) < FEWEST:
        told += [_event(dict(row), zone) for row in session.execute(_reported(choice)).mappings()]
    told.sort(key=lambda each: each.on, reverse=True)  # stable: within a day the newest stays first
    return tuple(told[:MOST])


def _event(facts: dict[str, Any], zone: ZoneInfo) -> Event:
    seen_from: datetime = facts.pop("published_at")
    happened_on: date = facts.pop("on_date")
    happened = Happening(happened_on, *(facts.pop(name) for name in _HAPPENED)) if facts["number"] else None
    words = {name: _NO_XML.sub("", facts[name]) for name in ("title", "place_words")}
    issue = {name: facts[name] for name in (*_ISSUE, "number")} | words
    return Event(**issue, on=max(happened_on, local_day(seen_from, zone)), happened=happened)


_HAPPENED = ("kind", "outcome", "note_code", "notes")


def _events(choice: Choice) -> sa.Select[Any]:
    """Look through the newest entries of all timelines; "others have said so too" is nobody's news."""
    told = sa.and_(TIMELINE.c.visible, TIMELINE.c.kind != Step.JOINED)
    latest = sa.select(TIMELINE).where(told).order_by(TIMELINE.c.id.desc()).limit(_SEARCHED).subquery()
    earlier = TIMELINE.alias()
    lasting = earlier.c.kind != Step.JOINED  # that one can be taken back, and would take a number with it
    of_issue = sa.and_(earlier.c.issue_id == latest.c.issue_id, earlier.c.id <= latest.c.id, lasting)
    number = sa.select(sa.func.count()).select_from(earlier).where(of_issue).scalar_subquery()
    columns = (ISSUES.c[name] for name in (*_ISSUE, "published_at"))
    said = (latest.c[name] for name in ("on_date", *_HAPPENED))
    asked = sa.select(*columns, *said, number.label("number")).join(latest, latest.c.issue_id == ISSUES.c.id)
    return asked.where(visible(), *_within(choice)).order_by(latest.c.id.desc()).limit(_CANDIDATES)


def _reported(choice: Choice) -> sa.Select[Any]:
    """Look through the newest issues for those of which nothing else is told."""
    listed = sa.select(ISSUES).where(visible(), *_within(choice))
    listed = listed.order_by(ISSUES.c.reported_on.desc(), ISSUES.c.reference.desc()).limit(2 * FEWEST)
    issue = listed.subquery()
    has_history = sa.select(TIMELINE.c.id).where(TIMELINE.c.issue_id == issue.c.id, TIMELINE.c.kind != Step.JOINED)
    columns = (issue.c[name] for name in (*_ISSUE, "published_at"))
    day, number = issue.c.reported_on.label("on_date"), sa.literal_column("0", sa.Integer).label("number")
    asked = sa.select(*columns, day, number).where(~has_history.exists())
    return asked.order_by(issue.c.reported_on.desc(), issue.c.reference.desc())


def _within(choice: Choice) -> Iterator[sa.ColumnElement[bool]]:
    return chain(
        [ISSUES.c.service_code == choice.category] if choice.category else [],
        [ISSUES.c.district_code == choice.district] if choice.district else [],
    )
