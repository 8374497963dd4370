"""G19: whether anything of the city's is out that its own languages do not say."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import text

from benchmarks.figures import Figure, at_most
from portal.ground.database import Database

# What is public, and its columns that hold a text for each language.
PUBLIC = {
    "listen_poll": ("published", ("question", "summary", "options")),
    "decide_solution": ("published", ("titles", "summaries", "effects")),
    "city_service": ("retired_from_week IS NULL", ("group_names", "names", "hints")),
    "city_timeline_entry": ("visible", ("notes",)),
}
# The city's own pages, and the languages in which each can be read.
PAGES = (
    "SELECT name, locale FROM city_page LEFT JOIN city_text"
    " ON kind = 'page' AND code = name AND shown IS NOT NULL WHERE published"
)


def figures(database: Database) -> Iterator[Figure]:
    """Read every text that the town has published."""
    with database.reading() as session:
        own = _told(session.execute(text("SELECT official_languages FROM city_jurisdiction")).scalar_one())
        texts = [
            (table, names)
            for table, (when, columns) in PUBLIC.items()
            for column in columns
            for value in session.scalars(text(f"SELECT {column} FROM {table} WHERE {when}"))  # noqa: S608
            for names in _texts(_told(value))
        ]
        pages = session.execute(text(PAGES)).all()
    lacking = [f"{name} in {tag}" for name, said in _by_page(pages).items() for tag in own if tag not in said]
    lacking += [f"{table}: {names}" for table, names in texts if not all(names.get(tag) for tag in own)]
    of = f"{len(texts)} published texts of {', '.join(PUBLIC)}, {len(_by_page(pages))} pages of the city's"
    how = f"{of}; its own languages: {', '.join(own)}"
    yield at_most(
        "G19: published texts without the city's own languages", len(lacking), 0, "", "; ".join([how, *lacking[:3]])
    )


def _by_page(rows: Iterable[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, locale in rows:
        found.setdefault(name, set()).add(locale)
    return found


def _told(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[dict[str, str]]:
    """Each text of a column: one, or one of each option; a column may be empty."""
    if isinstance(value, dict):
        if value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
