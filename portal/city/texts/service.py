"""Write a text, review it, give it back to the file it came from; publish a page and take it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from portal.city.texts import queries
from portal.city.texts.models import CityPage, CityText
from portal.city.texts.rules import Fields, Key, Kind, NameTaken, OwnLanguageMissing, PageKnown, TextChanged, Unit
from portal.ground.publicity.service import bump


def write(session: Session, unit: Unit, locale: str, texts: Fields, *, made_from: str, version: int, on: date) -> None:
    """Keep a wording as a draft. Readers see what they saw. Raises TextChanged where `version` is not the newest."""
    row = _row(session, unit.key, locale, version)
    made = unit.write(locale, texts, made_from=made_from, on=on)
    facts: dict[str, Any] = {
        "texts": dict(made.texts), "state": "draft", "source_locale": unit.source, "source_hash": made.source_hash,
        "file_hash": made.file_hash, "written_on": on, "version": made.version,
    }  # fmt: skip
    if row is None:
        row = CityText(kind=unit.key.kind.value, code=unit.key.code, locale=locale, shown_hash="", **facts)
    else:
        row.sqlmodel_update(facts)
    session.add(row)
    session.flush()


def review(session: Session, unit: Unit, locale: str, *, version: int, on: date) -> None:
    """Show the newest wording to readers, where the thing is public. Raises TextChanged, SourceUnread, SourceMoved."""
    row = _row(session, unit.key, locale, version)
    if row is None:
        raise TextChanged
    made = unit.review(locale, on=on)
    row.sqlmodel_update(
        {"state": "reviewed", "shown": dict(made.texts), "shown_hash": made.shown_hash, "reviewed_on": on}
        | {"version": made.version}
    )
    session.add(row)
    session.flush()
    bump(session)


def give_back(session: Session, unit: Unit, locale: str, *, version: int) -> None:
    """Forget the desk's wording, so that the file's counts again. Raises TextChanged."""
    row = _row(session, unit.key, locale, version)
    if row is None or not unit.files.get(locale):
        raise TextChanged
    session.delete(row)
    session.flush()
    bump(session)


def new_page(session: Session, name: str, *, source: str) -> None:
    """Begin a page. Raises NameTaken."""
    if queries.page(session, name) is not None:
        raise NameTaken
    session.add(CityPage(name=name, source_locale=source))
    session.flush()


def publish(session: Session, name: str, *, official: Sequence[str], version: int, today: date) -> None:
    """Show a page to everyone. Raises OwnLanguageMissing, and TextChanged where `version` is not the newest."""
    row = _page(session, name, version)
    view = queries.page(session, name)
    if view is None or view.unit.lacking(official):
        raise OwnLanguageMissing
    row.published, row.published_on = True, row.published_on or today
    _moved_on(session, row)


def withdraw(session: Session, name: str, *, version: int) -> None:
    """Take a page back; its texts stay at the desk. Raises TextChanged."""
    row = _page(session, name, version)
    row.published = False
    _moved_on(session, row)


def delete_page(session: Session, name: str, *, version: int) -> None:
    """Throw a page away with its texts. Raises TextChanged, and PageKnown where everyone sees it."""
    row = _page(session, name, version)
    if row.published:
        raise PageKnown
    session.delete(row)
    session.flush()
    session.connection().execute(
        delete(CityText).where(col(CityText.kind) == Kind.PAGE.value, col(CityText.code) == name)
    )


def _moved_on(session: Session, row: CityPage) -> None:
    row.version += 1
    session.add(row)
    session.flush()  # a refused row must fail before anything public moves
    bump(session)


def _page(session: Session, name: str, version: int) -> CityPage:
    row = session.exec(select(CityPage).where(col(CityPage.name) == name).with_for_update()).first()
    if row is None or row.version != version:
        raise TextChanged
    return row


def _row(session: Session, key: Key, locale: str, version: int) -> CityText | None:
    """Find what the desk has; version 0 stands for nothing. Raises TextChanged."""
    asked = select(CityText).where(
        col(CityText.kind) == key.kind.value, col(CityText.code) == key.code, col(CityText.locale) == locale
    )
    row = session.exec(asked.with_for_update()).first()
    if (row.version if row else 0) != version:
        raise TextChanged
    return row
