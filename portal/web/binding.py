"""From what a person submitted to a value that the service may trust, or to sentences that say what to mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData

from i18n.lazy import Lazy
from privacy.minimise.characters import tidy


class FieldProblem(ValueError):
    """A field that cannot be taken as it is, with the sentence that names the fix."""

    def __init__(self, sentence: Lazy) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Form(BaseModel):
    """What a person may submit. `problems` holds the sentence for each field that is missing or not understood."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, hide_input_in_errors=True)

    problems: ClassVar[Mapping[str, Lazy]] = {}


F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Bound(Generic[F]):
    """A submitted form: its value where all is well, else the problems by field; and the words as they came."""

    value: F | None
    problems: Mapping[str, Lazy]
    raw: Mapping[str, Any]


def tidied(form: FormData) -> FormData:
    """Tidy every text that was sent, known to a form or not: no database is handed a NUL, and no page hidden signs."""
    return FormData([(name, tidy(sent) if isinstance(sent, str) else sent) for name, sent in form.multi_items()])


def bind(kind: type[F], form: FormData) -> Bound[F]:
    """Read `form` as `kind`. Files are not read here; the route hands them to `media` first."""
    raw = _plain(kind, form)
    try:
        return Bound(kind.model_validate(raw), {}, raw)
    except ValidationError as error:
        return Bound(None, _sentences(kind, error), raw)


def _plain(kind: type[Form], form: FormData) -> dict[str, Any]:
    """Take the texts of the fields that `kind` knows; a field that may come many times becomes a list."""
    raw: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        texts = [value for value in form.getlist(name) if isinstance(value, str)]
        if get_origin(field.annotation) is tuple:
            raw[name] = texts
        elif texts and (texts[0].strip() or field.is_required()):
            raw[name] = texts[0]
    return {name: value for name, value in raw.items() if _says(value) or not kind.model_fields[name].is_required()}


def _says(value: str | list[str]) -> bool:
    return bool(value.strip()) if isinstance(value, str) else True


def _sentences(kind: type[Form], error: ValidationError) -> dict[str, Lazy]:
    found: dict[str, Lazy] = {}
    for problem in error.errors(include_url=False, include_input=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        cause = problem.get("ctx", {}).get("error")
        sentence = cause.sentence if isinstance(cause, FieldProblem) else kind.problems[name]
        found.setdefault(name, sentence)
    return found
