"""A page that the invented city wrote: in most languages, in one of them out of date, in one not yet."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import TypeAdapter
from sqlmodel import Session

from portal.city.city_file import read_toml
from portal.city.texts import queries, service
from portal.city.texts.rules import hash_of
from portal.demo.city import FOLDER

FILE: Final = "pages.toml"
SOURCE: Final = "ca"
Texts = dict[str, dict[str, str]]  # locale -> fields


def write(session: Session, *, official: tuple[str, ...], today: date) -> None:
    """Write each page as it was before, then as it is now, and publish it."""
    for name, editions in read_toml(FOLDER / FILE, TypeAdapter(dict[str, dict[str, Texts]])).items():
        service.new_page(session, name, source=SOURCE)
        for edition in ("before", "now"):
            _write(session, name, editions[edition], today)
        service.publish(session, name, official=official, version=1, today=today)


def _write(session: Session, name: str, texts: Mapping[str, Mapping[str, str]], today: date) -> None:
    for locale, said in texts.items():
        page = queries.page(session, name)
        assert page is not None  # noqa: S101 - it was begun above
        version = page.unit.rows[locale].version if locale in page.unit.rows else 0
        tidy = {field: text.strip() for field, text in said.items()}
        made_from = hash_of(page.unit.to_translate)
        service.write(session, page.unit, locale, tidy, made_from=made_from, version=version, on=today)
        again = queries.page(session, name)
        assert again is not None  # noqa: S101
        service.review(session, again.unit, locale, version=version + 1, on=today)
