"""What is right about a report: its life, its limits, and what a person is told when something does not fit."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from i18n.lazy import Lazy, lazy, plazy
from portal.city.issues.rules import LONGEST_TEXT, OUTCOME_NAMES, Outcome
from portal.ground import clock
from portal.ground.errors import Conflict, NotFound

DRAFT_LIFETIME: Final = timedelta(hours=24)
RECEIPT_LIFETIME: Final = timedelta(minutes=10)
PHONE_LIFETIME: Final = timedelta(hours=72)
"""How long a report may wait on a phone; the receipt is kept a day longer, whenever in this time it was filed."""
PHONE_RECEIPT_LIFETIME: Final = PHONE_LIFETIME + timedelta(hours=24)
CASE_LIFETIME: Final = timedelta(minutes=30)
END_STEP: Final = timedelta(minutes=5)
SAID_STEP: Final = timedelta(minutes=1)
LONGEST_PLACE: Final = 200
HINT_AT: Final = 500
SHORTEST_TEXT: Final = 3
REVIEW_DAYS: Final = 2
"""Working days within which a report is to be read; the receipt promises it, and the desk calls it late after them."""

__all__ = ["LONGEST_TEXT"]


class Status(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    QUESTION = "question"
    ANSWERED = "answered"
    PUBLISHED = "published"
    MERGED = "merged"
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STATUS_NAMES: Final[dict[Status, Lazy]] = {
    Status.RECEIVED: plazy("report", "Received"),
    Status.QUESTION: plazy("report", "The city has a question"),
    Status.ANSWERED: plazy("report", "Answered"),
    Status.PUBLISHED: plazy("report", "Published"),
    Status.MERGED: plazy("report", "Joined with others"),
    Status.ACCEPTED: plazy("report", "Accepted, no public page"),
    Status.DONE: plazy("report", "Closed"),
    Status.DECLINED: plazy("report", "Not published"),
    Status.WITHDRAWN: plazy("report", "Withdrawn"),
}

WAITING: Final = (Status.RECEIVED, Status.ANSWERED, Status.QUESTION)
"""The statuses in which a clerk may still decide."""

ENDED: Final = (Status.DECLINED, Status.DONE, Status.WITHDRAWN)

DECIDED: Final = (Status.PUBLISHED, Status.MERGED, Status.ACCEPTED, Status.DONE, Status.DECLINED)
"""The statuses from which a clerk may take a decision back."""

OUTCOMES: Final = (Outcome.FIXED, Outcome.WILL_NOT_DO, Outcome.NOT_OURS, Outcome.NOT_FOUND)
"""How a report that has no public page may end."""


class Receipt(StrEnum):
    """What a receipt is about. Each kind has a page of its own, and no other page shows it."""

    SENT = "sent"
    FILED = "filed"  # by the desk, for a caller
    RENEWED = "renewed"  # a new tracking code
    JOINED = "joined"  # nothing was sent: the city has it already


class Reason(StrEnum):
    """Why a report is not published; the resident is always told."""

    NOT_PUBLIC_SPACE = "not-public"
    NOT_OURS = "not-ours"
    NOT_CLEAR = "not-clear"
    ALREADY_DONE = "done"
    ABOUT_A_PERSON = "person"
    SPAM = "spam"
    TEST = "test"


REASON_NAMES: Final[dict[Reason, Lazy]] = {
    Reason.NOT_PUBLIC_SPACE: lazy("The place is private property, so the city may not act there."),
    Reason.NOT_OURS: lazy("Somebody else is responsible for this, not the city."),
    Reason.NOT_CLEAR: lazy("We could not find out what or where the problem is."),
    Reason.ALREADY_DONE: lazy("The problem was already solved when we looked."),
    Reason.ABOUT_A_PERSON: lazy("The report is about a person, not about the city."),
    Reason.SPAM: lazy("The report is advertising or abuse."),
    Reason.TEST: lazy("The report was only a test."),
}

NO_VOICE: Final = (Reason.SPAM, Reason.TEST)
"""Reasons for which the voice is taken out of the count while its week is still open."""


class Reopening(StrEnum):
    """Why a report is looked at again; the resident is always told."""

    MISTAKE = "mistake"
    NEWS = "news"
    OTHER_PROBLEM = "other-problem"


REOPENINGS: Final[dict[Reopening, Lazy]] = {
    Reopening.MISTAKE: lazy("The city looks at your report again: the first decision was a mistake."),
    Reopening.NEWS: lazy("The city looks at your report again: there is new information."),
    Reopening.OTHER_PROBLEM: lazy("The city looks at your report again: it belongs to another problem."),
}


class MessageKind(StrEnum):
    """Who speaks in the talk about a case, and why."""

    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    WORD = "word"  # what the city says without asking
    SAME = "same"  # written by the portal: the reporter joined an issue before sending this
    STILL = "still"  # that the problem is still there, after the city closed it; no words


class DraftGone(NotFound):
    """The draft was sent, thrown away, or is older than a day."""

    code = "draft-gone"
    title = lazy("This draft is gone")
    advice = lazy("A draft ends when it is sent or thrown away, and after 24 hours. Start a new report.")


class AlreadyDecided(Conflict):
    """Somebody decided about this report in the meantime."""

    code = "already-decided"
    title = lazy("Somebody else decided about this report first")
    advice = lazy("Read what was decided, then go on with the next report.")


class CaseClosed(Conflict):
    """The report has ended, so nothing can be added."""

    code = "case-closed"
    title = lazy("This report has ended")
    advice = lazy("Nothing can be added to it. If the problem is still there, send a new report.")


def ends_at(begun: datetime, lifetime: timedelta) -> datetime:
    """Say when a draft, a receipt or a ticket ends, as it is stored: a finer time would tell which report it became."""
    return clock.coarse_end(begun + lifetime, END_STEP)


def is_waiting(status: str) -> bool:
    """Whether a clerk still has to decide."""
    return status in WAITING


def why_ended(status: str, reason: str) -> Lazy | None:
    """Say why a report is not published, or how one without a public page ended; None where neither is so."""
    if not reason:
        return None
    return OUTCOME_NAMES[Outcome(reason)] if status == Status.DONE else REASON_NAMES[Reason(reason)]
