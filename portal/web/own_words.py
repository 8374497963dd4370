"""The desk's own words for everyone: what looks like personal data is asked about before it is published."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from markupsafe import Markup
from starlette.datastructures import FormData

from accessibility.fields import Field, Kind
from i18n.lazy import Lazy, lazy
from privacy.minimise.text import find

SURE: Final = Field(
    id="sure", name="sure", kind=Kind.CHECKBOX, label=lazy("I have read it: everyone may see what is marked")
)
ASKED: Final = lazy(
    "Everyone would read %(found)s. Take out what is personal. If it is not, tick the box at the end of the form."
)


def wrong(texts: Iterable[tuple[str, str]], *, sure: str) -> Iterator[tuple[str, Lazy]]:
    """Yield each field with personal data in it, and the finds, until the clerk says that everyone may see them."""
    for name, text in texts:
        if not sure and (found := _marked(text)):
            yield name, ASKED.bind(found=found)


def is_sure(form: FormData) -> str:
    """What was said to the question, empty where it was not asked or not answered."""
    return str(form.get(SURE.name, ""))


def question(values: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> tuple[Field, ...]:
    """Ask whether everyone may see it, where what was typed calls for the question."""
    return (SURE,) if any(find(text) for name in names for text in values.get(name, ())) else ()


def _marked(text: str) -> Markup:
    finds = (Markup('<mark><bdi dir="auto">{}</bdi></mark>').format(text[span.start : span.end]) for span in find(text))
    return Markup(", ").join(finds)
