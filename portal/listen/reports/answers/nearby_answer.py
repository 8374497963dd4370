"""What a draft remembers of "Is it already reported?": the answer, and for which type and place it was given."""

from typing import Final

from portal.listen.reports.unsent.drafts import Answers

_ASKED_ABOUT: Final = ("category", "place", "district", "street", "lat", "lon")
_DIFFERENT: Final = "is_different"
_JOINED: Final = "joined"
_JOINED_FOR: Final = "joined_for"


def is_answered(answers: Answers) -> bool:
    """Whether the question was answered for this type and place: with another one, it is asked again."""
    return subject(answers) in (answers.text(_DIFFERENT), answers.text(_JOINED_FOR))


def say_different(answers: Answers) -> None:
    """Remember that none of them is the same."""
    answers.keep({_DIFFERENT: subject(answers), _JOINED: "", _JOINED_FOR: ""})


def say_joined(answers: Answers, reference: str) -> None:
    """Remember which issue is the same."""
    answers.keep({_JOINED: reference, _JOINED_FOR: subject(answers)})


def joined(answers: Answers) -> str:
    """Give the reference of the issue that is the same; empty where there is none, or the draft is about another."""
    return answers.text(_JOINED) if answers.text(_JOINED_FOR) == subject(answers) else ""


def says_more(answers: Answers) -> bool:
    """Whether there is more in a draft than the type and the place."""
    return bool(answers.text("words").strip() or answers.text("landmark").strip() or answers.photos)


def subject(answers: Answers) -> str:
    """Write what the question is about: the type and the place."""
    return "\v".join(answers.text(name) for name in _ASKED_ABOUT)
