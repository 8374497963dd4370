"""What can be done with places: import a city, its districts, streets or landmarks, once or twice the same."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shapely import to_geojson
from sqlmodel import Session, select

from portal.city.places import index, queries
from portal.city.places.facts import Boundary, City, Jurisdiction, Landmark, Spot, Street
from portal.city.places.locator import Locator
from portal.city.places.models import DistrictRow, JurisdictionRow, LandmarkRow, StreetRow
from portal.city.places.rules import initial_of, landmark_key, settled_codes, street_key
from portal.ground.publicity.service import bump

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", StreetRow, LandmarkRow)
S = TypeVar("S", Street, Landmark)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has changed, in numbers of rows."""

    added: int
    kept: int
    removed: int  # streets and landmarks are deleted, districts retired


@dataclass(frozen=True, slots=True)
class ImportedSpots(Imported):
    """The same for streets or landmarks, with those that could not be taken."""

    outside: tuple[Spot, ...] = ()  # their point lies in no district


def replace_city(session: Session, *, city: City) -> None:
    """Make this the city: its jurisdiction, districts and streets, and its landmarks where it has a list of them."""
    set_jurisdiction(session, jurisdiction=city.jurisdiction)
    import_districts(session, boundaries=city.districts)
    import_streets(session, streets=city.streets)
    if city.landmarks is not None:
        import_landmarks(session, landmarks=city.landmarks)


def set_jurisdiction(session: Session, *, jurisdiction: Jurisdiction) -> None:
    """Write the facts about the city itself."""
    bump(session)
    session.merge(
        JurisdictionRow(
            id=1,
            names=dict(jurisdiction.names),
            prefix=jurisdiction.prefix,
            official_languages=list(jurisdiction.official_languages),
            help_phone=jurisdiction.help_phone,
            help_hours=dict(jurisdiction.help_hours),
            emergency_number=jurisdiction.emergency_number,
            publication_delay_hours=jurisdiction.publication_delay_hours,
            yearly_epsilon=jurisdiction.yearly_epsilon,
            holidays=sorted({day.isoformat() for day in jurisdiction.holidays}),
        )
    )
    session.flush()


def import_districts(session: Session, *, boundaries: Sequence[Boundary]) -> Imported:
    """Take these as the districts in use, in this order.

    A district that is known by its code, or else by its name, keeps its code: figures and issues hang on it. One that
    is not among them any more is retired, not deleted.
    """
    bump(session)
    known = {row.code: row for row in session.exec(select(DistrictRow))}
    wanted = [(boundary.code, boundary.name) for boundary in boundaries]
    codes = settled_codes(wanted, {code: row.name for code, row in known.items()})
    areas = [to_geojson(boundary.area) for boundary in boundaries]
    edition = hashlib.sha256("\n".join(f"{code} {area}" for code, area in zip(codes, areas, strict=True)).encode())
    for place, (code, area, boundary) in enumerate(zip(codes, areas, boundaries, strict=True)):
        box = boundary.box
        session.merge(
            DistrictRow(
                code=code,
                name=boundary.name,
                language=boundary.language,
                population=boundary.population,
                boundary=area,
                edition=edition.hexdigest(),
                sort_order=place,
                active=True,
                south=box.south,
                west=box.west,
                north=box.north,
                east=box.east,
            )
        )
    gone = [row for code, row in known.items() if code not in codes and row.active]
    for row in gone:
        row.active = False
    session.flush()  # streets that come next point at these rows
    kept = len(known.keys() & set(codes))
    return Imported(added=len(codes) - kept, kept=kept, removed=len(gone))


def import_streets(session: Session, *, streets: Iterable[Street]) -> ImportedSpots:
    """Take these as the list of streets; a street that is known by district and name keeps its id.

    A street without a district gets the one that its point lies in.
    """
    known = {(row.district_code, row.name): row for row in session.exec(select(StreetRow))}
    return _replace(session, known, streets, lambda street, code: (code, street.name), _street)


def import_landmarks(session: Session, *, landmarks: Iterable[Landmark]) -> ImportedSpots:
    """Take these as the list of landmarks; one that is known by district, name and kind keeps its id."""
    known = {(row.district_code, row.name, row.kind): row for row in session.exec(select(LandmarkRow))}
    return _replace(session, known, landmarks, lambda each, code: (code, each.name, each.kind), _landmark)


def _replace(
    session: Session,
    known: Mapping[K, R],
    spots: Iterable[S],
    key_of: Callable[[S, str], K],
    row_of: Callable[[S, str, int | None], R],
) -> ImportedSpots:
    """Write a list in the place of what was known, and the index with it."""
    bump(session)
    locator = Locator(queries.boundaries(session))
    seen: set[K] = set()
    outside: list[Spot] = []
    for spot in spots:
        code = spot.district_code or locator.district_at(spot.latitude, spot.longitude)
        if code is None:
            outside.append(spot)
        elif (key := key_of(spot, code)) not in seen:
            seen.add(key)
            before = known.get(key)
            with session.no_autoflush:  # one statement for all rows, not one for each
                session.merge(row_of(spot, code, before.id if before else None))
    for key in known.keys() - seen:
        session.delete(known[key])
    index.rebuild(session)
    added, kept, removed = len(seen - known.keys()), len(seen & known.keys()), len(known.keys() - seen)
    return ImportedSpots(added=added, kept=kept, removed=removed, outside=tuple(outside))


def _street(street: Street, code: str, id: int | None) -> StreetRow:  # noqa: A002 - the column's name
    return StreetRow(
        id=id, name=street.name, language=street.language, district_code=code,
        latitude=street.latitude, longitude=street.longitude,
        search_key=street_key(street.name), initial=initial_of(street.name),
    )  # fmt: skip


def _landmark(landmark: Landmark, code: str, id: int | None) -> LandmarkRow:  # noqa: A002 - the column's name
    return LandmarkRow(
        id=id, name=landmark.name, language=landmark.language, kind=landmark.kind, district_code=code,
        latitude=landmark.latitude, longitude=landmark.longitude, search_key=landmark_key(landmark.name),
    )  # fmt: skip
