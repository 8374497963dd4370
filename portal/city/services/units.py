"""The names and hints of services as texts that the desk can write anew: over what the city's file says."""

from collections.abc import Iterator
from typing import Final

from sqlmodel import Session

from portal.city.services import queries
from portal.city.texts.queries import rows_of
from portal.city.texts.rules import Fields, Key, Kind, Unit
from portal.city.wording import Texts

NEEDED: Final = ("name", "hint")


def units(session: Session, *, source: str) -> Iterator[Unit]:
    """Yield each group, then each service. `source` is the city's first language."""
    found, groups, services = queries.imported(session), rows_of(session, Kind.GROUP), rows_of(session, Kind.SERVICE)
    names = {each.group: each.group_names for each in found}
    for code, said in names.items():
        files = {tag: {"name": text} for tag, text in said.items()}
        yield Unit(Key(Kind.GROUP, code), source, ("name",), groups.get(code, {}), files)
    for each in found:
        yield Unit(
            Key(Kind.SERVICE, each.code),
            source,
            NEEDED,
            services.get(each.code, {}),
            by_language({"name": each.names, "hint": each.hints}),
        )


def by_language(texts: dict[str, Texts]) -> dict[str, Fields]:
    """Turn texts by field into texts by language."""
    tags = dict.fromkeys(tag for said in texts.values() for tag in said)
    return {tag: {field: said[tag] for field, said in texts.items() if tag in said} for tag in tags}
