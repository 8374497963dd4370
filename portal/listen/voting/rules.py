"""What is right about a poll: when it takes ballots, what may change, and what is said when it may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from i18n.lazy import Lazy, lazy, plazy
from portal.ground.errors import Conflict, NotFound
from privacy.dp.periods import Period

FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 12


class Phase(StrEnum):
    """Where a poll stands, by the clock."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


PHASE_NAMES: Final[dict[Phase, Lazy]] = {
    Phase.DRAFT: plazy("poll", "Draft"),
    Phase.ANNOUNCED: plazy("poll", "Announced"),
    Phase.OPEN: plazy("poll", "Open"),
    Phase.CLOSED: plazy("poll", "Closed"),
    Phase.CANCELLED: plazy("poll", "Cancelled"),
}


class PollClosed(Conflict):
    """The poll takes no ballots at this moment."""

    code: ClassVar = "poll-closed"
    title: ClassVar = lazy("This poll takes no votes now")
    advice: ClassVar = lazy("Look at the poll's page: it says when the poll is open, or what the result is.")


class PollFrozen(Conflict):
    """The poll is published, so its question and options stay as they are."""

    code: ClassVar = "poll-frozen"
    title: ClassVar = lazy("This poll cannot be changed any more")
    advice: ClassVar = lazy(
        "Everyone sees its question, options and dates, so they are fixed. Before it opens, it can be taken back."
    )


class PollChanged(Conflict):
    """Somebody else changed or published the draft."""

    code: ClassVar = "poll-changed"
    title: ClassVar = lazy("Somebody else changed this poll first")
    advice: ClassVar = lazy("Open the poll again and read it, then decide.")


class PollOver(Conflict):
    """The last day of the draft has passed while it waited."""

    code: ClassVar = "poll-over"
    title: ClassVar = lazy("The last day of this poll has passed")
    advice: ClassVar = lazy("Change its days, then publish it: nobody could have voted.")


class TooManyPolls(Conflict):
    """The turnout of one more poll does not fit into the year's privacy budget."""

    code: ClassVar = "too-many-polls"
    title: ClassVar = lazy("This poll cannot be published for this year")
    advice: ClassVar = lazy("Change its last day to a day in another year, then publish it.")


FULL_YEAR: Final = lazy(
    "%(most)s polls already close in %(year)s. The privacy budget of a year has no room for the turnout of one more. "
    "Choose a last day in another year."
)


class NoSuchOption(NotFound):
    """The ballot names an option that the poll does not have."""

    code: ClassVar = "no-such-option"
    title: ClassVar = lazy("This poll has no such option")
    advice: ClassVar = lazy("Go back to the poll and choose one of its options.")


@dataclass(frozen=True, slots=True)
class Counted:
    """One option of a closed poll: votes are exact, and so is the share."""

    code: str
    votes: int
    share: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Drafted:
    """A poll that is complete in the city's own languages."""

    question: dict[str, str]
    summary: dict[str, str]
    options: tuple[dict[str, str], ...]
    opens_at: datetime
    closes_at: datetime


def phase_of(*, published: bool, opens_at: datetime, closes_at: datetime, now: datetime) -> Phase:
    """Say where a poll stands at `now`."""
    if not published:
        return Phase.DRAFT
    if now < opens_at:
        return Phase.ANNOUNCED
    return Phase.OPEN if now < closes_at else Phase.CLOSED


def result(codes: Sequence[str], tally: Mapping[str, int]) -> tuple[Counted, ...]:
    """Order the options by votes; equal ones keep the order of the ballot and are first together.

    Plurality: each ballot names one option, the most named option is first. Source: Brams & Fishburn 2002, §2.
    """
    total = sum(tally.get(code, 0) for code in codes)
    most = max((tally.get(code, 0) for code in codes), default=0)
    counted = (
        Counted(code, votes, votes / total if total else 0.0, is_first=0 < votes == most)
        for code in codes
        for votes in (tally.get(code, 0),)
    )
    return tuple(sorted(counted, key=lambda option: -option.votes))


def family_of(reference: str) -> str:
    """Name the family of statistics that holds a poll's turnout, as everyone may read it."""
    return f"breakdown:{reference}"


def turnout_day(closing_week: int) -> date:
    """Say on which day the turnout by district is released: when nobody can correct that week any more."""
    return Period(closing_week, closing_week + 1).closes_on


def key_of(poll_id: int) -> str:
    """Name the key under which a poll calls its voters on their ballots."""
    return f"poll:{poll_id}"


def turnout_key_of(poll_id: int) -> str:
    """Name the key under which a poll's turnout calls them: another one, or each ballot would say its district."""
    return f"turnout:{poll_id}"
