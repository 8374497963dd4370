"""Whose texts the desk can write: what each consists of, what it is called, and all of it that is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from i18n.lazy import Lazy, lazy, plazy
from portal.city.places import queries as places
from portal.city.places.shell import official_of
from portal.city.services.units import units
from portal.city.texts import queries
from portal.city.texts.rules import Kind, Unit
from portal.city.wording import Wording, official_first, wording
from portal.ground.errors import NotFound
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a text: how it is asked for, and the sentence where it is left out (None: it may be)."""

    name: str
    label: Lazy
    longest: int
    missing: Lazy | None
    rows: int = 0
    hint: Lazy | None = None


TITLE: Final = Asked("title", plazy("of a page", "Title"), 120, lazy("Write the title of the page."))
EASY: Final = Asked(
    "easy",
    lazy("Easy to read: what is most important"),
    1000,
    None,
    4,
    lazy("One thought on each line, in short words"),
)
BODY: Final = Asked(
    "body", plazy("of a page", "Text"), 20_000, lazy("Write the text of the page."), 18,
    lazy("Begin a heading with #, a line of a list with -, and a link with [words](address)."),
)  # fmt: skip
NAME: Final = Asked("name", plazy("of a service or the city", "Name"), 120, lazy("Write the name."))
HINT: Final = Asked(
    "hint", plazy("of a service", "Examples"), 200, lazy("Write what belongs to it."), 0,
    lazy("What belongs to it, for those who choose what they report"),
)  # fmt: skip
HOURS: Final = Asked(
    "hours", lazy("When the telephone is answered"), 120, lazy("Write when the telephone is answered.")
)
FIELDS: Final[dict[Kind, tuple[Asked, ...]]] = {
    Kind.CITY: (NAME, HOURS),
    Kind.GROUP: (NAME,),
    Kind.SERVICE: (NAME, HINT),
    Kind.PAGE: (TITLE, EASY, BODY),
}
KIND_NAMES: Final[dict[Kind, Lazy]] = {
    Kind.CITY: plazy("kind of city text", "The city"),
    Kind.GROUP: plazy("kind of city text", "Group of services"),
    Kind.SERVICE: plazy("kind of city text", "Service"),
    Kind.PAGE: plazy("kind of city text", "Page"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A text with what the grid says of it."""

    unit: Unit
    title: Wording
    is_public: bool


def every(visit: Visit) -> Iterator[Listed]:
    """Yield each text of the city: its pages, then what its file has brought."""
    official = official_of(visit)
    for page in queries.pages(visit.session):
        yield Listed(page.unit, title_of(page.unit, visit.locale.tag, official), page.published)
    city = places.unit(visit.session)
    for unit in ((city,) if city else ()) + tuple(units(visit.session, source=official[0])):
        yield Listed(unit, title_of(unit, visit.locale.tag, official), is_public=True)


def unit_of(visit: Visit, kind: str, code: str) -> Listed:
    """Find one text. Raises NotFound."""
    found = next((each for each in every(visit) if each.unit.key == (kind, code)), None)
    if found is None:
        raise NotFound
    return found


def title_of(unit: Unit, tag: str, official: tuple[str, ...]) -> Wording:
    """Call a text by its first field, in the reader's language or in one of the city's; by its code before that."""
    first = FIELDS[unit.key.kind][0].name
    said = {each: text for each in (*unit.files, *unit.rows) if (text := unit.working(each).get(first, ""))}
    return wording(official_first(said, official), tag) if said else Wording(unit.key.code, "")
