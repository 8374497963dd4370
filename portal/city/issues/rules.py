"""What is right about an issue: where it may stand, where it may go from there, and who may see it when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from i18n.lazy import Lazy, lazy, plazy
from portal.ground.errors import Conflict

LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 4000
LONGEST_PLACE: Final = 300  # of the words for a place
HOUR: Final = timedelta(hours=1)


class Status(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in-progress"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How an issue ended. "Closed" does not say "fixed"."""

    FIXED = "fixed"
    WILL_NOT_DO = "will-not-do"
    NOT_OURS = "not-ours"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not-found"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """Where the city knows it from."""

    REPORT = "report"
    IMPORT = "import"


class Step(StrEnum):
    """What one entry of the timeline is about."""

    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in-progress"
    CLOSED = "closed"
    REOPENED = "reopened"
    NOTE = "note"
    JOINED = "joined"


STATUS_NAMES: Final[dict[Status, Lazy]] = {
    Status.OPEN: plazy("issue", "Open"),
    Status.SCHEDULED: plazy("issue", "Work planned"),
    Status.IN_PROGRESS: plazy("issue", "In progress"),
    Status.CLOSED: plazy("issue", "Closed"),
}

UNDONE: Final = frozenset({Outcome.WILL_NOT_DO, Outcome.NOT_OURS, Outcome.NOT_FOUND})
"""Outcomes that leave the problem as it is: whoever reads one must read why."""

OUTCOME_NAMES: Final[dict[Outcome, Lazy]] = {
    Outcome.FIXED: plazy("issue", "Fixed"),
    Outcome.WILL_NOT_DO: plazy("issue", "Closed: the city will not do this"),
    Outcome.NOT_OURS: plazy("issue", "Closed: not the city’s to do"),
    Outcome.DUPLICATE: plazy("issue", "Closed: same as another issue"),
    Outcome.NOT_FOUND: plazy("issue", "Closed: nothing was found"),
    Outcome.WITHDRAWN: plazy("issue", "Closed: withdrawn"),
}

STEP_NAMES: Final[dict[Step, Lazy]] = {
    Step.ACCEPTED: lazy("Accepted by the city"),
    Step.SCHEDULED: lazy("Work planned"),
    Step.IN_PROGRESS: lazy("Work has begun"),
    Step.CLOSED: lazy("Closed"),
    Step.REOPENED: lazy("Opened again"),
    Step.NOTE: lazy("News from the city"),
    Step.JOINED: lazy("Others have said so too"),
}

# Where an issue may go. To stay is to add a note; a closed one stays only to correct its outcome.
TRANSITIONS: Final[dict[Status, frozenset[Status]]] = {
    Status.OPEN: frozenset(Status),
    Status.SCHEDULED: frozenset({Status.SCHEDULED, Status.IN_PROGRESS, Status.CLOSED}),
    Status.IN_PROGRESS: frozenset({Status.IN_PROGRESS, Status.SCHEDULED, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.OPEN, Status.CLOSED}),
}

_STEP_OF: Final = {
    Status.SCHEDULED: Step.SCHEDULED,
    Status.IN_PROGRESS: Step.IN_PROGRESS,
    Status.CLOSED: Step.CLOSED,
    Status.OPEN: Step.REOPENED,
}


@dataclass(frozen=True, slots=True)
class Note:
    """What the city says with a step: the code of a reviewed sentence, or a clerk's own words by locale, or both."""

    code: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.code or self.texts)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands, and what the city said last: one of the two texts of a conflict."""

    status: Status
    outcome: Outcome | None = None
    note: Note = Note()


class CannotMove(Conflict):
    """The status does not lead to the one that was asked for, or nothing at all would change."""

    code = "cannot-move"
    title = lazy("This step does not fit the issue")
    advice = lazy("Look at the status of the issue, then choose a step that follows from it.")


class ChangedMeanwhile(Conflict):
    """Another clerk was faster. It carries both texts, so that a page can show them and lose neither."""

    code = "changed-meanwhile"
    title = lazy("Somebody else changed this issue first")
    advice = lazy("Read both versions, then decide again.")

    def __init__(self, *, theirs: Standing, yours: Standing, version: int) -> None:
        super().__init__()
        self.theirs = theirs
        self.yours = yours
        self.version = version


def step_to(before: Standing, after: Standing) -> Step:
    """Name the step from one standing to another. Raises CannotMove."""
    if after.status not in TRANSITIONS[before.status] or (after.status is Status.CLOSED) != (after.outcome is not None):
        raise CannotMove
    if after.status is not before.status:
        return _STEP_OF[after.status]
    if after.status is Status.CLOSED:
        if after.outcome is before.outcome:
            raise CannotMove
        return Step.CLOSED
    if not after.note:
        raise CannotMove
    return Step.NOTE


def is_visible(*, published_at: datetime, hidden: bool, now: datetime) -> bool:
    """Whether everyone may see an issue now. `queries.visible` says the same to the database; a test compares them."""
    return published_at <= now and not hidden


def appears_at(earliest: datetime, *, now: datetime) -> datetime:
    """Say when a new issue becomes visible: now, or at the first full hour from `earliest` on.

    Always at a full hour, because a delay that is known would tell the minute of the report.
    """
    if earliest <= now:
        return now
    hour = earliest.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return hour if hour >= earliest else hour + HOUR
