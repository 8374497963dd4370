"""What the invented city does with a report, and when: decided as soon as it is filed, told when the time comes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from portal.city.services.rules import Service
from portal.demo.events import (
    SIGNED_IN_SUPPORTS,
    Answered,
    Asked,
    Declined,
    Event,
    InventedReport,
    Moved,
    Outcome,
    Reason,
    Supported,
    Withdrawn,
)
from portal.demo.words import words

WITHDRAWN_SHARE, DECLINED_SHARE, ASKED_SHARE, NEVER_CLOSED_SHARE = 0.01, 0.06, 0.04, 0.03
REASONS: dict[Reason, int] = {"spam": 40, "not_public_space": 35, "unclear": 25}
OUTCOMES: dict[Outcome, int] = {"fixed": 80, "will_not_do": 6, "not_ours": 6, "not_found": 5, "duplicate": 3}
# Some districts wait longer than others.
PACE = {"centre": 0.8, "mercat": 0.9, "ponent": 1.3, "salines": 1.4, "horta-de-baix": 1.5}
ZONE = ZoneInfo("Europe/Madrid")
OPENS, CLOSES = 8, 15  # office hours
MOST_SUPPORTS = 600


@dataclass(slots=True)
class Course:
    """An issue on its way: what later reports and supports need to know of it."""

    number: int
    report: InventedReport
    opens_at: datetime
    closes_at: datetime | None = None
    speakers: set[int] = field(default_factory=set)  # residents' numbers; 0 for anonymous ones

    def is_open(self, at: datetime) -> bool:
        """Whether a report that is decided now may be merged into it."""
        return self.opens_at <= at and (self.closes_at is None or at < self.closes_at)


@dataclass(frozen=True, slots=True)
class Decision:
    """What comes before an issue, and when the report is accepted; None: never."""

    events: tuple[Event, ...]
    accepted_at: datetime | None


def office_time(chance: random.Random, at: datetime) -> datetime:
    """Move a moment to the next one at which somebody works."""
    local = at.astimezone(ZONE)
    while local.weekday() >= 5 or not OPENS <= local.hour < CLOSES:
        later = local + timedelta(days=1) if local.hour >= CLOSES or local.weekday() >= 5 else local
        local = later.replace(hour=OPENS, minute=chance.randrange(60), second=chance.randrange(60))
    return local.astimezone(at.tzinfo)


def decide(chance: random.Random, report: InventedReport, filed_at: datetime) -> Decision:
    """Decide what becomes of a report."""
    hours = 0.3 + chance.expovariate(1 / 9)
    at = office_time(chance, filed_at + timedelta(hours=hours))
    draw = chance.random()
    if draw < WITHDRAWN_SHARE:
        return Decision((Withdrawn(filed_at + (at - filed_at) * chance.uniform(0.1, 0.9), report.number),), None)
    if draw < WITHDRAWN_SHARE + DECLINED_SHARE:
        reason = chance.choices(list(REASONS), list(REASONS.values()))[0]
        return Decision((Declined(at, report.number, reason),), None)
    if draw < WITHDRAWN_SHARE + DECLINED_SHARE + ASKED_SHARE:
        spoken = words(report.language)
        answered_at = at + timedelta(hours=chance.uniform(2, 60))
        asked = (Asked(at, report.number, spoken.question), Answered(answered_at, report.number, spoken.answer))
        return Decision(asked, office_time(chance, answered_at + timedelta(hours=1)))
    return Decision((), at)


def moves(chance: random.Random, course: Course, service: Service) -> Iterator[Moved]:
    """Say what happens to an issue, and note in its course when it ends."""
    pace = PACE.get(course.report.district_code, 1.0)
    days = service.due_days * pace * chance.lognormvariate(-0.25, 0.55)
    outcome = chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    if chance.random() < NEVER_CLOSED_SHARE:
        return

    last = course.opens_at

    def after(share: float) -> datetime:
        nonlocal last
        at = office_time(chance, course.opens_at + timedelta(days=days * share))
        last = max(at, last + timedelta(minutes=10))
        return last

    if outcome == "fixed":
        if chance.random() < 0.7:
            yield Moved(after(0.25), course.number, "scheduled", None, "scheduled")
        if chance.random() < 0.8:
            yield Moved(after(0.75), course.number, "in_progress", None, "started")
    course.closes_at = after(1.0 if outcome == "fixed" else 0.5)
    yield Moved(course.closes_at, course.number, "closed", outcome, outcome)


def supports(chance: random.Random, course: Course, *, mean: float, turn: Iterator[int]) -> Iterator[Supported]:
    """Say who supports an issue while it is open: few have many. Nobody does so twice, or for their own report."""
    number = min(MOST_SUPPORTS, int(mean * 0.8 * (chance.paretovariate(1.5) - 1) + chance.random()))
    for _ in range(number):
        at = course.opens_at + timedelta(days=chance.expovariate(1 / 9), minutes=1)
        resident = next(turn) if chance.random() < SIGNED_IN_SUPPORTS else None
        if resident in course.speakers or not course.is_open(at):
            continue
        if resident is not None:
            course.speakers.add(resident)
        yield Supported(at, course.number, resident)
