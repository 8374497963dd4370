"""What is asked: the fields with their labels and hints, as a page shows them. How an answer is read: `forms`."""

from collections.abc import Sequence
from typing import Final

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import lazy
from portal.listen.reports.rules import HINT_AT, LONGEST_TEXT
from portal.listen.reports.unsent.draft_photos import KeptPhoto
from portal.listen.reports.unsent.photos import MOST

_WHICH_PHOTOS = lazy(
    "Up to 3: JPEG, PNG, WebP or HEIC, up to 12 MB each. We remove the place, the time and the device from each file."
)


def problem_fields(categories: Sequence[Choice], photos: Sequence[KeptPhoto] = ()) -> tuple[Field, ...]:
    """The questions of step 1: the type, the words, what each kept photo shows, and the next photo."""
    return (
        Field(
            id="category",
            name="category",
            kind=Kind.RADIOS,
            label=lazy("Choose the type of problem"),
            choices=tuple(categories),
        ),
        words_field(),
        *(_photo_words(number, photo) for number, photo in enumerate(photos, start=1)),
        _photo(len(photos)),
    )


def words_field() -> Field:
    """The question for the words."""
    return Field(
        id="words",
        name="words",
        kind=Kind.TEXTAREA,
        label=lazy("Describe it in your own words"),
        hint=lazy("Leave out names and phone numbers. About %(n)s characters are enough.", n=HINT_AT),
        count_to=LONGEST_TEXT,
        optional=True,
        autocomplete="off",
        direction="auto",
    )


def _photo(kept: int) -> Field:
    return Field(
        id="photo",
        name="photo",
        kind=Kind.FILE,
        label=lazy("Another photo") if kept else lazy("Photos"),
        hint=lazy("There is room for 3. To send another one, first remove one.") if kept == MOST else _WHICH_PHOTOS,
        optional=True,
        accept="image/*",
        multiple=kept < MOST - 1,
    )


def _photo_words(number: int, photo: KeptPhoto) -> Field:
    return Field(
        id=f"photo-words-{number}",
        name=photo.words_name,
        label=lazy("What does photo %(n)s show?", n=number),
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
        landmark_field(),
        Field(
            id="district",
            name="district",
            kind=Kind.SELECT,
            label=lazy("District"),
            hint=lazy("We find it by the street. If we do not know the street, or there is none, choose it here."),
            choices=(Choice(value="", label=lazy("I do not know")), *districts),
            optional=True,
        ),
    )


def landmark_field() -> Field:
    """The question that helps to find the place."""
    return Field(
        id="landmark",
        name="landmark",
        label=lazy("How can the crew find it?"),
        hint=lazy("For example: in front of the market, by the bus stop"),
        optional=True,
        autocomplete="off",
        direction="auto",
    )


NEWS_ONLY: Final = lazy(
    "Only to send you news about this report. The staff do not see it. Deleted 30 days after the end."
)
STARTS_WITH_NO: Final = lazy(
    "This type starts with “No”: the place alone can tell who reported it. You can choose “Yes”."
)


def sending_fields(*, is_sensitive: bool = False) -> tuple[Field, ...]:
    """The questions of step 3, in the order of the page."""
    return (
        Field(
            id="email",
            name="email",
            kind=Kind.EMAIL,
            label=lazy("E-mail"),
            hint=NEWS_ONLY,
            optional=True,
            autocomplete="email",
            direction="ltr",
        ),
        public_field(is_sensitive=is_sensitive),
    )


def public_field(*, is_sensitive: bool = False) -> Field:
    """The question who may see it."""
    return Field(
        id="public",
        name="public",
        kind=Kind.RADIOS,
        label=lazy("May the city show this publicly?"),
        hint=STARTS_WITH_NO if is_sensitive else None,
        choices=(
            Choice(value="yes", label=lazy("Yes, everyone may see the problem")),
            Choice(value="no", label=lazy("No, only the city's staff")),
        ),
    )


def news_field() -> Field:
    """The question for an address, on the page of a report that was sent without one."""
    return Field(
        id="email",
        name="email",
        kind=Kind.EMAIL,
        label=lazy("E-mail"),
        hint=NEWS_ONLY,
        autocomplete="email",
        direction="ltr",
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


def reference_field() -> Field:
    """The question for the reference."""
    return Field(
        id="reference",
        name="reference",
        label=lazy("The reference of your report"),
        hint=lazy("It stands in the first letter that we sent you."),
        autocomplete="off",
        direction="ltr",
    )


def message_field(label: object) -> Field:
    """The question for an answer or a note."""
    return Field(
        id="text",
        name="text",
        kind=Kind.TEXTAREA,
        label=label,
        hint=lazy("Only the city’s staff read it. At most %(n)s characters.", n=LONGEST_TEXT),
        autocomplete="off",
        direction="auto",
    )
