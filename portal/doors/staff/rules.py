"""What is right at the desk: what a clerk may decide, what an act is called, and why an issue is hidden."""

from enum import StrEnum
from typing import Final

from i18n.lazy import Lazy, lazy, plazy
from portal.ground.audit_log.acts import Act


class Do(StrEnum):
    """What a clerk decides about a report."""

    PUBLISH = "publish"
    ASK = "ask"
    MERGE = "merge"
    ACCEPT = "accept"
    DECLINE = "decline"


DO_NAMES: Final[dict[Do, Lazy]] = {
    Do.PUBLISH: lazy("Publish as a new issue"),
    Do.ASK: lazy("Ask the reporter"),
    Do.MERGE: lazy("Join it with an issue"),
    Do.ACCEPT: lazy("Accept it without a public page"),
    Do.DECLINE: lazy("Decline with a reason"),
}


ACT_NAMES: Final[dict[str, Lazy]] = {
    Act.PUBLISH: plazy("act of staff", "Published a report"),
    Act.ASK: plazy("act of staff", "Asked the reporter"),
    Act.MERGE: plazy("act of staff", "Joined a report with an issue"),
    Act.ACCEPT: plazy("act of staff", "Accepted a report without a public page"),
    Act.DECLINE: plazy("act of staff", "Declined a report"),
    Act.FINISH: plazy("act of staff", "Closed a report without a public page"),
    Act.REOPEN: plazy("act of staff", "Took a decision back"),
    Act.REPLY: plazy("act of staff", "Wrote to the reporter"),
    Act.READ: plazy("act of staff", "Read a message of the reporter"),
    Act.FILE: plazy("act of staff", "Filed a report for a caller"),
    Act.REVEAL: plazy("act of staff", "Opened the exact place"),
    Act.MOVE: plazy("act of staff", "Said what happened"),
    Act.REDACT: plazy("act of staff", "Changed the public words"),
    Act.HIDE: plazy("act of staff", "Hid an issue"),
    Act.SHOW: plazy("act of staff", "Showed an issue again"),
    Act.POLL_DRAFT: plazy("act of staff", "Drafted a poll"),
    Act.POLL_CHANGE: plazy("act of staff", "Changed a draft of a poll"),
    Act.POLL_DELETE: plazy("act of staff", "Deleted a draft of a poll"),
    Act.POLL_PUBLISH: plazy("act of staff", "Published a poll"),
    Act.POLL_WITHDRAW: plazy("act of staff", "Took a poll back"),
    Act.POLL_COUNT: plazy("act of staff", "Counted a poll"),
    Act.SOLUTION_DRAFT: plazy("act of staff", "Wrote a measure"),
    Act.SOLUTION_CHANGE: plazy("act of staff", "Changed a measure"),
    Act.SOLUTION_DELETE: plazy("act of staff", "Deleted a draft of a measure"),
    Act.SOLUTION_PUBLISH: plazy("act of staff", "Published a measure"),
    Act.SOLUTION_WITHDRAW: plazy("act of staff", "Took a measure back"),
    Act.WEIGHTS: plazy("act of staff", "Set the weights of the ranking"),
    Act.BARRIER_FIRST: plazy("act of staff", "Gave a first answer to an accessibility problem"),
    Act.BARRIER_LAST: plazy("act of staff", "Answered an accessibility problem"),
    Act.TEXT_WRITE: plazy("act of staff", "Wrote a text of the city"),
    Act.TEXT_REVIEW: plazy("act of staff", "Reviewed a text of the city"),
    Act.TEXT_FILE: plazy("act of staff", "Took the wording of the city’s file again"),
    Act.PAGE_BEGIN: plazy("act of staff", "Began a page of the city"),
    Act.PAGE_PUBLISH: plazy("act of staff", "Published a page of the city"),
    Act.PAGE_WITHDRAW: plazy("act of staff", "Took a page of the city back"),
    Act.PAGE_DELETE: plazy("act of staff", "Deleted a page of the city"),
    Act.SIGN_IN: plazy("act of staff", "Signed in"),
    Act.SIGN_OUT: plazy("act of staff", "Signed out"),
    Act.INVITE: plazy("act of staff", "Invited somebody to the desk"),
    Act.ROLE: plazy("act of staff", "Changed what somebody of the staff may do"),
    Act.REMOVE: plazy("act of staff", "Removed somebody of the staff"),
    Act.IMPORT: plazy("act of staff", "Took in another system’s requests"),
    Act.COUNTING: plazy("act of staff", "Set the week from which voices count"),
    Act.WEEKS: plazy("act of staff", "Let the weeks of an import count"),
    Act.CADENCE: plazy("act of staff", "Chose how often a figure is published"),
    Act.TURNOUT: plazy("act of staff", "Asked for the turnout of a vote"),
    Act.RESTORE: plazy("act of staff", "Put a backup back"),
    Act.HEADS: plazy("act of staff", "Began to note the state of this record elsewhere"),
}


class HideReason(StrEnum):
    """Why an issue is taken off the public pages."""

    FIRST = "first"
    PERSONAL_DATA = "personal-data"
    OFFENSIVE = "offensive"
    MISTAKE = "mistake"
    REQUEST = "request"


HIDE_REASONS: Final[dict[HideReason, Lazy]] = {
    HideReason.FIRST: lazy("To be looked into"),  # chosen beforehand: one press hides, and the record says what is true
    HideReason.PERSONAL_DATA: lazy("It shows personal data"),
    HideReason.OFFENSIVE: lazy("It offends somebody"),
    HideReason.MISTAKE: lazy("It was published by mistake"),
    HideReason.REQUEST: lazy("Somebody asked for it"),
}


class ShowReason(StrEnum):
    """Why a hidden issue comes back."""

    MENDED = "mended"
    CHECKED = "checked"


SHOW_REASONS: Final[dict[ShowReason, Lazy]] = {
    ShowReason.MENDED: lazy("The words or the photo were changed"),
    ShowReason.CHECKED: lazy("It was checked, and nothing is wrong"),
}

CHANNELS: Final[dict[str, Lazy]] = {
    "phone": plazy("how a report came", "By phone"),
    "paper": plazy("how a report came", "On paper"),
    "desk": plazy("how a report came", "At the counter"),
    "web": plazy("how a report came", "On the website"),
}

QUESTIONS: Final[dict[str, Lazy]] = {
    "where": lazy("Where exactly is it? A house number or something near it helps us."),
    "what": lazy("Can you tell us a little more about the problem?"),
    "still": lazy("Is the problem still there?"),
    "since": lazy("Since when has it been like this?"),
}
"""Questions that were reviewed once and are there in all languages."""
