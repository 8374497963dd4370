"""What is right about an accessibility problem: the days until an answer, and the answers that were reviewed once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from i18n.lazy import Lazy, lazy, plazy
from portal.city.working_days import working_days_after
from portal.ground.errors import Conflict

LONGEST_WORDS: Final = 4000
LONGEST_ADDRESS: Final = 200
FIRST_DAYS: Final = 5
"""Working days until the first answer: the portal's own promise."""
ANSWER_DAYS: Final = 20
"""Working days until the answer. Source: Real Decreto 1112/2018, art. 12 and 13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody tells the city, checked and ready."""

    once: str
    words: str
    page: str
    language: str
    locale: str
    told_on: date


class Step(StrEnum):
    """Which of the two answers it is."""

    FIRST = "first"
    LAST = "last"


class Reply(StrEnum):
    """An answer that was reviewed once and is there in all languages."""

    READ = "read"
    UNCLEAR = "unclear"
    MENDED = "mended"
    PLANNED = "planned"
    ANOTHER_WAY = "another-way"
    NOT_FOUND = "not-found"
    REFUSED = "refused"


STEPS: Final = {
    Step.FIRST: (Reply.READ, Reply.UNCLEAR),
    Step.LAST: (Reply.MENDED, Reply.PLANNED, Reply.ANOTHER_WAY, Reply.NOT_FOUND, Reply.REFUSED),
}
NEEDS_WORDS: Final = (Reply.UNCLEAR, Reply.PLANNED, Reply.ANOTHER_WAY, Reply.REFUSED)
"""Replies that say nothing without the clerk's own words."""

REPLY_NAMES: Final[dict[Reply, Lazy]] = {
    Reply.READ: lazy("We have read what you told us, and we are looking for the cause."),
    Reply.UNCLEAR: lazy("We need to know a little more. Please call us, or use the form once more."),
    Reply.MENDED: lazy("We have mended it. Please try again."),
    Reply.PLANNED: lazy("You are right. We will mend it, and until then the accessibility page names it."),
    Reply.ANOTHER_WAY: lazy("We cannot mend it soon. There is another way to do the same."),
    Reply.NOT_FOUND: lazy("We tried it in several ways, and it worked each time."),
    Reply.REFUSED: lazy("We cannot do what you ask for."),
}

STEP_NAMES: Final[dict[Step, Lazy]] = {
    Step.FIRST: plazy("to somebody with an accessibility problem", "First answer"),
    Step.LAST: plazy("to somebody with an accessibility problem", "Answer"),
}


class AnsweredMeanwhile(Conflict):
    """Somebody else answered in the meantime."""

    code = "answered-meanwhile"
    title = lazy("Somebody else answered this first")
    advice = lazy("Read the answer, then go on with the next problem.")


def step_of(reply: Reply) -> Step:
    """Say whether a reply is a first answer or ends the case."""
    return Step.FIRST if reply in STEPS[Step.FIRST] else Step.LAST


def first_due(told_on: date, holidays: Collection[date]) -> date:
    """Say by which day somebody has a first answer."""
    return working_days_after(told_on, FIRST_DAYS, holidays)


def answer_due(told_on: date, holidays: Collection[date]) -> date:
    """Say by which day somebody has the answer."""
    return working_days_after(told_on, ANSWER_DAYS, holidays)
