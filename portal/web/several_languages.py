"""Texts that the desk writes in several languages: the questions, their order, and what was typed."""

from collections.abc import Iterable, Iterator, Sequence

from starlette.datastructures import FormData

from accessibility.fields import Field, Kind
from i18n.lazy import Lazy
from i18n.locales import SHIPPED, Locale
from portal.web.language_names import NAMES


def language_named(tag: str) -> dict[str, Lazy]:
    """Name a language in the reader's own, for a sentence with `language` in it."""
    return {"language": NAMES[tag]}


def official_first(official: Sequence[str]) -> list[Locale]:
    """List our languages in the order in which a text is asked for: the city's own first."""
    return sorted(SHIPPED, key=lambda each: (each.tag not in official, each.tag))


def text_field(name: str, label: object, *, optional: bool, rows: int = 0, hint: object | None = None) -> Field:
    """Ask for a text in one language: a line, or several `rows`."""
    kind = Kind.TEXTAREA if rows else Kind.TEXT
    return Field(
        id=name, name=name, kind=kind, label=label, hint=hint, rows=rows or 4, optional=optional,
        autocomplete="off", direction="auto",
    )  # fmt: skip


def texts_of(form: FormData, name: str, official: Sequence[str]) -> dict[str, str]:
    """Collect one text in each language that has it, the city's own languages first, in their order."""
    tags = [*official, *(locale.tag for locale in SHIPPED if locale.tag not in official)]
    found = {tag: str(form.get(f"{name}_{tag}", "")).strip() for tag in tags}
    return {tag: text for tag, text in found.items() if text}


def fields_of(names: Iterable[str]) -> tuple[str, ...]:
    """Name the fields of these texts in all languages."""
    return tuple(f"{name}_{locale.tag}" for name in names for locale in SHIPPED)


def texts_in(form: FormData, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each text that was typed, in every language, with the name of its field."""
    for field in fields_of(names):
        if typed := str(form.get(field, "")):
            yield field, typed
