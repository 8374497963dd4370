"""A form field as a page shows it: ids, words, state, and what describes it, in the order it is heard."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# A string, a lazy string of the translator, or the city's own words with their language: only a template looks into
# it, and None means "nothing to say".
Words: TypeAlias = object


class Kind(StrEnum):
    """What control a field is drawn with."""

    TEXT = "text"
    EMAIL = "email"
    PASSWORD = "password"  # noqa: S105  # the name of an input type
    TEXTAREA = "textarea"
    SELECT = "select"
    FILE = "file"
    CHECKBOX = "checkbox"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"


GROUPS = frozenset({Kind.RADIOS, Kind.CHECKBOXES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One radio, box or option; `icon` names a drawing of the portal and never carries the meaning alone."""

    value: str
    label: Words
    hint: Words | None = None
    icon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question: a single control, or a fieldset of radios or boxes.

    `values` holds what the person sent, as sent: one for a control, any number for boxes, none when nothing was sent.
    `count_to` is the limit that a character count speaks of, in code points.
    """

    id: str
    name: str
    label: Words
    kind: Kind = Kind.TEXT
    hint: Words | None = None
    error: Words | None = None
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    autocomplete: str | None = None
    inputmode: str | None = None
    direction: str | None = None
    accept: str | None = None
    multiple: bool = False
    rows: int = 4
    count_to: int | None = None

    def __post_init__(self) -> None:
        if not self.id or any(letter.isspace() for letter in self.id):
            raise ValueError(f"an id has letters and no spaces: {self.id!r}")
        if bool(self.choices) != (self.is_group or self.kind is Kind.SELECT):
            raise ValueError(f"{self.id}: choices belong to radios, boxes and selects, and these need some")
        for choice in self.choices if self.is_group else ():
            if not choice.value or any(letter.isspace() for letter in choice.value):
                raise ValueError(f"{self.id}: a choice's value becomes part of an id: {choice.value!r}")

    @property
    def is_group(self) -> bool:
        """Say whether the label is the legend of a fieldset."""
        return self.kind in GROUPS

    @property
    def value(self) -> str:
        """The one value of a control, empty when nothing was sent."""
        return self.values[0] if self.values else ""

    @property
    def is_filled(self) -> bool:
        """Say whether anything was sent."""
        return any(self.values)

    def is_chosen(self, choice: Choice) -> bool:
        """Say whether this choice was sent."""
        return choice.value in self.values

    def choice_id(self, choice: Choice) -> str:
        """The id of the control of one choice."""
        return f"{self.id}-{choice.value}"

    @property
    def hint_id(self) -> str | None:
        """The id of the hint, or None where there is none."""
        return f"{self.id}-hint" if self.hint is not None else None

    @property
    def count_id(self) -> str | None:
        """The id of the sentence that states the limit, or None where there is none."""
        return f"{self.id}-count" if self.count_to is not None else None

    @property
    def error_id(self) -> str | None:
        """The id of the error, or None where there is none."""
        return f"{self.id}-error" if self.error is not None else None

    @property
    def described_by(self) -> str | None:
        """The value of aria-describedby: hint, count, error, in the order they are heard. None: leave it out."""
        ids = tuple(each for each in (self.hint_id, self.count_id, self.error_id) if each)
        return " ".join(ids) or None

    @property
    def is_invalid(self) -> bool:
        """Say whether the control carries aria-invalid="true". A fieldset never does: ARIA has no such state for it."""
        return self.error is not None and not self.is_group

    @property
    def target_id(self) -> str:
        """The id that an error link leads to: the control, or the first one of a group."""
        return self.choice_id(self.choices[0]) if self.is_group else self.id
