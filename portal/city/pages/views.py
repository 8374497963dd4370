"""A page of the city as somebody reads it: in their language where it is there, else in one of the city's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from i18n.locales import Locale, locale
from portal.city.pages.markup import Part, parts_of
from portal.city.texts.queries import PageView
from portal.city.texts.rules import Fields, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """A page in one language. `newest` is set where the language that it was written in says something newer."""

    name: str
    title: str
    easy: tuple[str, ...]
    parts: tuple[Part, ...]
    locale: Locale
    on: date | None
    newest: Locale | None = None


def shown_in(unit: Unit, wanted: str, official: Sequence[str]) -> str | None:
    """Choose the language in which readers of `wanted` get a text; None where it is shown in none."""
    return next((tag for tag in (wanted, *official, unit.source) if unit.shown(tag)), None)


def reading(page: PageView, wanted: str, official: Sequence[str]) -> Reading | None:
    """Read a page as everyone does; None where there is nothing to read."""
    tag = shown_in(page.unit, wanted, official)
    if tag is None:
        return None
    newest = locale(page.unit.source) if page.unit.is_stale(tag) else None
    return of_texts(page.name, page.unit.shown(tag), locale(tag), on=_day(page.unit, tag), newest=newest)


def of_texts(
    name: str, texts: Fields, language: Locale, *, on: date | None = None, newest: Locale | None = None
) -> Reading:
    """Make a page of what was written, reviewed or not."""
    easy = tuple(line.strip() for line in texts.get("easy", "").splitlines() if line.strip())
    return Reading(name, texts.get("title", ""), easy, parts_of(texts.get("body", "")), language, on, newest)


def titles(pages: Sequence[PageView], wanted: str, official: Sequence[str]) -> tuple[Reading, ...]:
    """List pages by their titles, without their texts."""
    found: list[Reading] = []
    for page in pages:
        if tag := shown_in(page.unit, wanted, official):
            said: Mapping[str, str] = page.unit.shown(tag)
            found.append(Reading(page.name, said.get("title", ""), (), (), locale(tag), _day(page.unit, tag)))
    return tuple(sorted(found, key=lambda each: (each.title.casefold(), each.name)))


def _day(unit: Unit, tag: str) -> date | None:
    row = unit.rows.get(tag)
    return row.reviewed_on if row else None
