"""What may be submitted: how each step of a report is read and refused. How it is asked: `questions`."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator
from pydantic import Field as Limited

from i18n.lazy import Lazy, lazy, nlazy
from portal.listen.reports.answers import written_in
from portal.listen.reports.rules import LONGEST_PLACE, LONGEST_TEXT
from portal.listen.reports.unsent.drafts import Answers
from portal.web import binding
from portal.web.binding import FieldProblem
from portal.web.email_addresses import reachable
from privacy.minimise.characters import visible

TOO_LONG = nlazy(
    "Your text is too long. Take out %(n)s character.", "Your text is too long. Take out %(n)s characters."
)
SOMETHING_ELSE = "other"
NUMBER = Annotated[int, Limited(ge=1, le=2**31 - 1)]
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
CHOOSE_TYPE = lazy("Say what kind of problem it is. Not sure? Take what fits best: the city can correct it.")
CHOOSE_DISTRICT = lazy("Choose a district from the list.")
WRITE_A_PLACE = lazy(
    "Write where it is: a street, or a place nearby in your own words. Without a street, choose the district too."
)
WRITE_SOMETHING = lazy("Write something before you send it.")
IN_FULL_OR_NOTHING = lazy("Write the e-mail address in full, such as name@example.org, or leave it empty.")
WRITE_AN_ADDRESS = lazy("Write your e-mail address, such as name@example.org.")
SAY_WHO = lazy("Say if the city may show this publicly.")


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise FieldProblem(TOO_LONG.count(over))
    return text


def _says_something(text: str) -> str:
    if not visible(text):
        raise FieldProblem(WRITE_SOMETHING)
    return text


def _place(text: str) -> str:
    if len(text) > LONGEST_PLACE:
        raise FieldProblem(lazy("Shorten the place to %(limit)s characters.", limit=LONGEST_PLACE))
    return text


def wrong_photo_words(answers: Answers) -> dict[str, Lazy]:
    """Refuse what is said of a photo where it is longer than a sentence."""
    shorter = lazy("Shorten what the photo shows to %(limit)s characters.", limit=LONGEST_PLACE)
    names = [photo.words_name for photo in answers.photos]
    return {name: shorter for name in names if len(answers.text(name).strip()) > LONGEST_PLACE}


def _email(text: str) -> str:
    return reachable(text, otherwise=IN_FULL_OR_NOTHING) if text else ""


def _an_address(text: str) -> str:
    return reachable(text, otherwise=WRITE_AN_ADDRESS)


def _category(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise FieldProblem(CHOOSE_TYPE)
    return text


def _district(text: str) -> str:
    if text and not _CODE.fullmatch(text):
        raise FieldProblem(CHOOSE_DISTRICT)
    return text


def _yes_or_no(text: str) -> str:
    if text not in {"yes", "no"}:
        raise FieldProblem(SAY_WHO)
    return text


class Problem(binding.Form):
    """Step 1: what is the problem?"""

    problems: ClassVar = {"category": CHOOSE_TYPE}

    category: Annotated[str, AfterValidator(_category)]
    words: Annotated[str, AfterValidator(_short_enough)] = ""


class Place(binding.Form):
    """Step 2: where is it?"""

    problems: ClassVar = {
        "district": CHOOSE_DISTRICT,
        "street": lazy("Choose a street from the list, or write the place in your own words."),
        "lat": WRITE_A_PLACE,
        "lon": WRITE_A_PLACE,
    }

    place: Annotated[str, AfterValidator(_place)] = ""
    landmark: Annotated[str, AfterValidator(_place)] = ""
    district: Annotated[str, AfterValidator(_district)] = ""
    street: NUMBER | None = None
    lat: float | None = None
    lon: float | None = None


class Here(binding.Form):
    """Step 2, answered by a device: where it is."""

    problems: ClassVar = {"lat": WRITE_A_PLACE, "lon": WRITE_A_PLACE}

    lat: float
    lon: float
    within: float = 0  # metres, as the device says


class Which(binding.Form):
    """Step 2, where the words were not enough: one of the places, or a district."""

    spot: str = ""
    district: Annotated[str, AfterValidator(_district)] = ""


class ChosenStreet(binding.Form):
    """Step 2, answered from the list of streets."""

    problems: ClassVar = {"street": lazy("Choose a street from the list, or use your own words.")}

    street: NUMBER


class Sending(binding.Form):
    """Step 3: check and send."""

    problems: ClassVar = {"public": SAY_WHO}

    public: Annotated[str, AfterValidator(_yes_or_no)]
    email: Annotated[str, AfterValidator(_email)] = ""
    language: Annotated[str, AfterValidator(written_in.known)] = ""


class Letters(binding.Form):
    """News by e-mail, wanted after the report was sent."""

    problems: ClassVar = {"email": WRITE_AN_ADDRESS}

    email: Annotated[str, AfterValidator(_an_address)]


class Code(binding.Form):
    """The way back to a report."""

    problems: ClassVar = {"code": lazy("Write your tracking code.")}

    code: str


class Reference(binding.Form):
    """Which report somebody talks about."""

    problems: ClassVar = {"reference": lazy("Write the reference in full: it has 6 letters and digits.")}

    reference: str


class Message(binding.Form):
    """An answer or a note from the resident."""

    problems: ClassVar = {"text": WRITE_SOMETHING}

    text: Annotated[str, AfterValidator(_short_enough), AfterValidator(_says_something)]


TOO_SHORT = lazy("Describe the problem in a few words.")
