"""What can be asked about places; the locator and the drawing are built once a process and edition of boundaries."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from shapely import from_geojson
from shapely.geometry import MultiPolygon, Polygon
from sqlalchemy import not_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from portal.city.places.facts import Boundary, Box, District, Jurisdiction, Street
from portal.city.places.locator import Locator
from portal.city.places.models import DistrictRow, JurisdictionRow, StreetRow
from portal.city.places.outlines import Drawing, draw
from portal.city.places.rules import street_words
from portal.city.texts.queries import overlaid, rows_of, shown_by_desk
from portal.city.texts.rules import Key, Kind, Unit
from portal.ground.publicity.memory import remembered

MOST_DRAWINGS = 6

# A boundary may weigh 100 KB, and most pages only want the names.
_WITHOUT_BOUNDARY = defer(DistrictRow.boundary)  # type: ignore[arg-type]  # SQLModel calls the column a str

_locators: dict[str, Locator] = {}
_drawings: dict[tuple[str, int, float], Drawing] = {}


def jurisdiction(session: Session) -> Jurisdiction | None:
    """Return the city, or None before one was imported."""
    return remembered(session, "city", lambda: _as_the_desk_says(session))


def _as_the_desk_says(session: Session) -> Jurisdiction | None:
    city = imported_jurisdiction(session)
    said = shown_by_desk(session, Kind.CITY).get(Kind.CITY, {})
    if city is None or not said:
        return city
    names, hours = overlaid(city.names, said, "name"), overlaid(city.help_hours, said, "hours")
    return replace(city, names=names, help_hours=hours)


def unit(session: Session) -> Unit | None:
    """Return what the city says of itself as a text that the desk can write anew: its name, and when it answers."""
    city = imported_jurisdiction(session)
    if city is None:
        return None
    files = {
        tag: {"name": city.names.get(tag, ""), "hours": city.help_hours.get(tag, "")}
        for tag in dict.fromkeys((*city.names, *city.help_hours))
    }
    rows = rows_of(session, Kind.CITY).get(Kind.CITY, {})
    return Unit(Key(Kind.CITY, Kind.CITY.value), city.official_languages[0], ("name", "hours"), rows, files)


def imported_jurisdiction(session: Session) -> Jurisdiction | None:
    """Return the city as its file describes it."""
    row = session.exec(select(JurisdictionRow)).first()
    if row is None:
        return None
    return Jurisdiction(
        names=row.names,
        prefix=row.prefix,
        official_languages=tuple(row.official_languages),
        help_phone=row.help_phone,
        help_hours=row.help_hours,
        emergency_number=row.emergency_number,
        publication_delay_hours=row.publication_delay_hours,
        yearly_epsilon=row.yearly_epsilon,
        holidays=tuple(map(date.fromisoformat, row.holidays)),
    )


def holidays(session: Session) -> tuple[date, ...]:
    """List the days on which the city does not work, beside Saturdays and Sundays."""
    city = jurisdiction(session)
    return city.holidays if city else ()


def districts(session: Session, *, retired: bool = False) -> tuple[District, ...]:
    """Return the districts in their order, without their boundaries; with `retired`, former ones after them."""
    return tuple(each for each in _all_districts(session) if each.active or retired)


def district(session: Session, code: str) -> District | None:
    """Return one district by its code, retired or not."""
    return next((each for each in _all_districts(session) if each.code == code), None)


def _all_districts(session: Session) -> tuple[District, ...]:
    in_use_first = (not_(col(DistrictRow.active)), col(DistrictRow.sort_order), col(DistrictRow.code))
    statement = select(DistrictRow).order_by(*in_use_first).options(_WITHOUT_BOUNDARY)
    return remembered(session, "districts", lambda: tuple(_district(row) for row in session.exec(statement)))


def _district(row: Any) -> District:
    box = Box(row.south, row.west, row.north, row.east)
    return District(row.code, row.name, row.language, row.population, row.sort_order, box, row.active)


def boundaries(session: Session) -> tuple[Boundary, ...]:
    """Return the districts in use with their areas, in their order."""
    statement = (
        select(DistrictRow).where(col(DistrictRow.active)).order_by(col(DistrictRow.sort_order), col(DistrictRow.code))
    )
    return tuple(
        Boundary(row.code, row.name, row.language, _area(row.boundary), row.population)
        for row in session.exec(statement)
    )


def _area(geojson: str) -> Polygon | MultiPolygon:
    area = from_geojson(geojson)
    assert isinstance(area, (Polygon, MultiPolygon))  # noqa: S101 - the service wrote it
    return area


def edition(session: Session) -> str:
    """Return what changes whenever a boundary does; empty where there is no district."""
    statement = select(DistrictRow.edition).where(col(DistrictRow.active)).limit(1)
    return remembered(session, "edition", lambda: session.exec(statement).first() or "")


def locator(session: Session) -> Locator:
    """Return the locator of the present boundaries."""
    now = edition(session)
    if now not in _locators:
        built = Locator(boundaries(session))
        _locators.clear()  # one city a process; tests have several, one after another
        _locators[now] = built
        return built
    return _locators[now]


def drawing(session: Session, *, side: int = 600, detail: float = 1.5) -> Drawing:
    """Return the map of the present boundaries as SVG paths."""
    key = (edition(session), side, detail)
    if key not in _drawings:
        drawn = draw(boundaries(session), side=side, detail=detail)
        if len(_drawings) >= MOST_DRAWINGS:
            _drawings.clear()
        _drawings[key] = drawn
        return drawn
    return _drawings[key]


def street_initials(session: Session) -> tuple[str, ...]:
    """Return the letters under which there are streets, in order."""
    statement = select(StreetRow.initial).distinct().order_by(col(StreetRow.initial))
    return tuple(sorted(session.exec(statement)))


def streets_under(session: Session, initial: str) -> tuple[Street, ...]:
    """Return the streets that stand under a letter of the list, in order."""
    statement = select(StreetRow).where(col(StreetRow.initial) == initial)
    return tuple(sorted(_streets(session.exec(statement)), key=lambda street: (street_words(street.name), street.name)))


def street(session: Session, street_id: int) -> Street | None:
    """Return one street."""
    row = session.get(StreetRow, street_id)
    return next(iter(_streets([row]))) if row else None


def streets_by_id(session: Session, ids: Collection[int]) -> dict[int, Street]:
    """Return these streets by their ids, for a page that names many; unknown ids are left out."""
    if not ids:
        return {}
    rows = session.exec(select(StreetRow).where(col(StreetRow.id).in_(set(ids)))).all()
    return {row.id: street for row, street in zip(rows, _streets(rows), strict=True) if row.id is not None}


def _streets(rows: Iterable[Any]) -> tuple[Street, ...]:
    return tuple(Street(row.name, row.language, row.district_code, row.latitude, row.longitude, row.id) for row in rows)
