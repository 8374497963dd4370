"""What can be asked about texts: what the desk has of one thing, and what readers see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from portal.city.texts.models import CityPage, CityText
from portal.city.texts.rules import Fields, Key, Kind, Unit, Written
from portal.ground.publicity.memory import remembered

NEEDED_OF_PAGES = ("title", "body")
Shown = Mapping[str, Mapping[str, Fields]]  # code -> locale -> fields


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the city with all its texts."""

    name: str
    published: bool
    published_on: date | None
    version: int
    unit: Unit


def rows_of(session: Session, kind: Kind) -> dict[str, dict[str, Written]]:
    """Give what the desk wrote for every thing of one kind: code, then language."""
    found: dict[str, dict[str, Written]] = {}
    for row in session.exec(select(CityText).where(col(CityText.kind) == kind.value)):
        found.setdefault(row.code, {})[row.locale] = written(row)
    return found


def shown_by_desk(session: Session, kind: Kind) -> Shown:
    """Give what readers see of the desk's own wordings: they take the place of what a file brought."""

    def ask() -> Shown:
        return {
            code: {locale: row.shown for locale, row in rows.items() if row.shown is not None}
            for code, rows in rows_of(session, kind).items()
        }

    return remembered(session, ("texts", kind), ask)


def overlaid(texts: Mapping[str, str], shown: Mapping[str, Fields], field: str) -> dict[str, str]:
    """Lay the desk's wordings of one field over those of a file; the order of the file's languages stays."""
    return dict(texts) | {locale: said[field] for locale, said in shown.items() if said.get(field)}


def pages(session: Session) -> tuple[PageView, ...]:
    """List all pages for the desk, by their names."""
    rows = rows_of(session, Kind.PAGE)
    found = session.exec(select(CityPage).order_by(col(CityPage.name)))
    return tuple(_view(page, rows.get(page.name, {})) for page in found)


def published_pages(session: Session) -> tuple[PageView, ...]:
    """List the pages that everyone may read."""
    return remembered(session, "pages", lambda: tuple(each for each in pages(session) if each.published))


def page(session: Session, name: str) -> PageView | None:
    """Find a page for the desk, published or not."""
    row = session.exec(select(CityPage).where(col(CityPage.name) == name)).first()
    if row is None:
        return None
    texts = session.exec(select(CityText).where(col(CityText.kind) == Kind.PAGE.value, col(CityText.code) == name))
    return _view(row, {each.locale: written(each) for each in texts})


def _view(page: CityPage, rows: Mapping[str, Written]) -> PageView:
    unit = Unit(Key(Kind.PAGE, page.name), page.source_locale, NEEDED_OF_PAGES, dict(rows))
    return PageView(page.name, page.published, page.published_on, page.version, unit)


def written(row: CityText) -> Written:
    """Read a row as a value."""
    return Written(
        texts=row.texts,
        source_hash=row.source_hash,
        is_reviewed=row.state == "reviewed",
        shown=row.shown,
        shown_hash=row.shown_hash,
        file_hash=row.file_hash,
        written_on=row.written_on,
        reviewed_on=row.reviewed_on,
        version=row.version,
    )
