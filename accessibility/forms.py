"""A form as a page shows it: its parts with what was sent and what is wrong, and the error summary above it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accessibility.fields import Field, Kind, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLink:
    """One line of the error summary; without a target it speaks of the whole form."""

    text: Words
    target_id: str | None = None
    of: Words | None = None  # the question, where another has the same words (WCAG 2.4.4)

    @property
    def href(self) -> str | None:
        """The link to the control, or None for a line that is plain text."""
        return None if self.target_id is None else f"#{self.target_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorSummary:
    """The box above the h1 that is focused after a failed send: the same words as beside the fields."""

    links: tuple[ErrorLink, ...]

    def __bool__(self) -> bool:
        return bool(self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Everything a template needs to draw one form.

    `errors` are sentences about the form as a whole ("Somebody else changed this report meanwhile"). `back` is the
    address of the step before; every form of several steps has one. `changes` is False for a form that only asks (GET).
    """

    id: str
    action: str
    parts: tuple[Field, ...] = ()
    changes: bool = True
    back: str | None = None
    errors: tuple[Words, ...] = ()

    @property
    def method(self) -> str:
        """The form's method attribute."""
        return "post" if self.changes else "get"

    @property
    def enctype(self) -> str | None:
        """The encoding that a file needs, or None for the browser's own."""
        has_file = any(field.kind is Kind.FILE for field in self.parts)
        return "multipart/form-data" if has_file and self.changes else None

    @property
    def summary(self) -> ErrorSummary:
        """The error summary of this form; it is false when nothing is wrong."""
        return summarise(self.parts, general=self.errors)

    @property
    def is_valid(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.summary


def summarise(parts: tuple[Field, ...], *, general: tuple[Words, ...] = ()) -> ErrorSummary:
    """Collect the errors in page order, each linked to its control."""
    wrong = [each for each in parts if each.error is not None]
    said = [each.error for each in wrong]
    links = [
        ErrorLink(text=each.error, target_id=each.target_id, of=each.label if said.count(each.error) > 1 else None)
        for each in wrong
    ]
    return ErrorSummary(links=(*(ErrorLink(text=text) for text in general), *links))


def answered(form: Form, *, values: Mapping[str, tuple[str, ...]], errors: Mapping[str, Words] | None = None) -> Form:
    """Return the form with what was sent and what is wrong; both are keyed by name.

    A file cannot be sent back to the browser, so its value is dropped. Raises KeyError for an error that belongs to
    no field: a message that nobody sees is a trap.
    """
    errors = errors or {}
    known = {field.name for field in form.parts}
    if unknown := errors.keys() - known:
        raise KeyError(f"no field shows these errors: {', '.join(sorted(unknown))}")

    def fill(field: Field) -> Field:
        kept = () if field.kind in {Kind.FILE, Kind.PASSWORD} else values.get(field.name, ())
        return replace(field, values=kept, error=errors.get(field.name))

    return replace(form, parts=tuple(map(fill, form.parts)))
