"""What a person may submit about a problem, and how it is asked: three questions and a check."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import lazy
from portal.listen.reports.rules import HINT_AT, LONGEST_PLACE, LONGEST_TEXT, SHORTEST_TEXT
from portal.web import binding
from portal.web.binding import FieldProblem
from privacy.minimise.characters import tidy
from privacy.vault.pseudonyms import NotAnAddress, canonical_email

SOMETHING_ELSE = "other"


def _short_enough(text: str) -> str:
    text = tidy(text)
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise FieldProblem(lazy("Your text is too long. Take out %(over)s characters.", over=over))
    return text


def _place(text: str) -> str:
    text = tidy(text)
    if len(text) > LONGEST_PLACE:
        raise FieldProblem(lazy("Shorten the place to %(limit)s characters.", limit=LONGEST_PLACE))
    return text


def _email(text: str) -> str:
    if text:
        try:
            canonical_email(text)
        except NotAnAddress:
            raise FieldProblem(
                lazy("Write the e-mail address in full, such as name@example.org, or leave it empty.")
            ) from None
    return text


class Problem(binding.Form):
    """Step 1: what is the problem?"""

    problems: ClassVar = {"category": lazy("Choose the type of problem.")}

    category: str
    words: Annotated[str, AfterValidator(_short_enough)] = ""
    photo_words: Annotated[str, AfterValidator(_place)] = ""


class Place(binding.Form):
    """Step 2: where is it?"""

    problems: ClassVar = {
        "district": lazy("Choose a district from the list."),
        "street": lazy("Choose a street from the list, or write the place in your own words."),
    }

    place: Annotated[str, AfterValidator(_place)] = ""
    landmark: Annotated[str, AfterValidator(_place)] = ""
    district: str = ""
    street: int | None = None
    lat: float | None = None
    lon: float | None = None


class Sending(binding.Form):
    """Step 3: check and send."""

    problems: ClassVar = {"public": lazy("Say if the city may show this publicly.")}

    public: str
    email: Annotated[str, AfterValidator(_email)] = ""


class Code(binding.Form):
    """The way back to a report."""

    problems: ClassVar = {"code": lazy("Write your tracking code.")}

    code: str


class Message(binding.Form):
    """An answer or a note from the resident."""

    problems: ClassVar = {"text": lazy("Write something before you send it.")}

    text: Annotated[str, AfterValidator(_short_enough)]


TOO_SHORT = lazy("Describe the problem in a few words.")
SHORTEST = SHORTEST_TEXT


def problem_fields(categories: Sequence[Choice]) -> tuple[Field, ...]:
    """The questions of step 1."""
    return (
        Field(
            id="category",
            name="category",
            kind=Kind.RADIOS,
            label=lazy("Choose the type of problem"),
            choices=tuple(categories),
        ),
        Field(
            id="words",
            name="words",
            kind=Kind.TEXTAREA,
            label=lazy("Describe it in your own words"),
            hint=lazy("Leave out names and phone numbers. About %(n)s characters are enough.", n=HINT_AT),
            optional=True,
            autocomplete="off",
            direction="auto",
        ),
        Field(
            id="photo",
            name="photo",
            kind=Kind.FILE,
            label=lazy("Photo"),
            hint=lazy(
                "JPEG, PNG, WebP or HEIC, up to 12 MB. We remove the place, the time and the device from the file."
            ),
            optional=True,
            accept="image/*",
        ),
    )


def photo_words_field() -> Field:
    """The question beside a photo that is there: what does it show?"""
    return Field(
        id="photo_words",
        name="photo_words",
        label=lazy("What does the photo show?"),
        hint=lazy("One sentence for people who cannot see it."),
        optional=True,
        autocomplete="off",
        direction="auto",
    )


def place_fields(districts: Sequence[Choice]) -> tuple[Field, ...]:
    """The questions of step 2."""
    return (
        Field(
            id="place",
            name="place",
            label=lazy("Street and number, or a place nearby"),
            hint=lazy("For example: Carrer del Molí 12"),
            autocomplete="off",
            direction="auto",
        ),
        Field(
            id="landmark",
            name="landmark",
            label=lazy("How can the crew find it?"),
            hint=lazy("For example: in front of the market, by the bus stop"),
            optional=True,
            autocomplete="off",
            direction="auto",
        ),
        Field(
            id="district",
            name="district",
            kind=Kind.SELECT,
            label=lazy("District"),
            hint=lazy("Leave it as it is if you wrote a street: we find the district."),
            choices=(Choice(value="", label=lazy("I do not know")), *districts),
            optional=True,
        ),
    )


def sending_fields() -> tuple[Field, ...]:
    """The questions of step 3, in the order of the page."""
    return (
        Field(
            id="email",
            name="email",
            kind=Kind.EMAIL,
            label=lazy("E-mail"),
            hint=lazy(
                "Only to send you news about this report. The staff do not see it. Deleted 30 days after the end."
            ),
            optional=True,
            autocomplete="email",
            direction="ltr",
        ),
        Field(
            id="public",
            name="public",
            kind=Kind.RADIOS,
            label=lazy("May the city show this publicly?"),
            choices=(
                Choice(value="yes", label=lazy("Yes, everyone may see the problem")),
                Choice(value="no", label=lazy("No, only the city's staff")),
            ),
        ),
    )


def code_field() -> Field:
    """The question for the tracking code."""
    return Field(
        id="code",
        name="code",
        label=lazy("Your tracking code"),
        hint=lazy("24 letters and digits. Spaces, dashes and capitals do not matter."),
        autocomplete="off",
        direction="ltr",
    )


def message_field(label: object) -> Field:
    """The question for an answer or a note."""
    return Field(id="text", name="text", kind=Kind.TEXTAREA, label=label, autocomplete="off", direction="auto")
