"""What can be done with places: import a city, its districts or its streets. Done twice, it is as if done once."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely import to_geojson
from sqlmodel import Session, select

from portal.city.places import queries
from portal.city.places.facts import Boundary, City, Jurisdiction, Street
from portal.city.places.locator import Locator
from portal.city.places.models import DistrictRow, JurisdictionRow, StreetRow
from portal.city.places.rules import initial_of, settled_codes, street_key
from portal.ground.publicity.service import bump


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has changed, in numbers of rows."""

    added: int
    kept: int
    removed: int  # streets are deleted, districts retired


@dataclass(frozen=True, slots=True)
class ImportedStreets(Imported):
    """The same for streets, with those that could not be taken."""

    outside: tuple[Street, ...] = ()  # their point lies in no district


def replace_city(session: Session, *, city: City) -> None:
    """Make this the city: its jurisdiction, its districts and its streets."""
    set_jurisdiction(session, jurisdiction=city.jurisdiction)
    import_districts(session, boundaries=city.districts)
    import_streets(session, streets=city.streets)


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


def import_streets(session: Session, *, streets: Iterable[Street]) -> ImportedStreets:
    """Take these as the list of streets; a street that is known by district and name keeps its id.

    A street without a district gets the one that its point lies in.
    """
    bump(session)
    known = {(row.district_code, row.name): row for row in session.exec(select(StreetRow))}
    locator = Locator(queries.boundaries(session))
    seen: set[tuple[str, str]] = set()
    outside: list[Street] = []
    for street in streets:
        code = street.district_code or locator.district_at(street.latitude, street.longitude)
        if code is None:
            outside.append(street)
        elif (code, street.name) not in seen:
            seen.add((code, street.name))
            before = known.get((code, street.name))
            with session.no_autoflush:  # one statement for all streets, not one for each
                session.merge(_row(street, code, id=before.id if before else None))
    for key in known.keys() - seen:
        session.delete(known[key])
    session.flush()
    return ImportedStreets(
        added=len(seen - known.keys()),
        kept=len(seen & known.keys()),
        removed=len(known.keys() - seen),
        outside=tuple(outside),
    )


def _row(street: Street, code: str, *, id: int | None) -> StreetRow:  # noqa: A002 - the column's name
    return StreetRow(
        id=id, name=street.name, language=street.language, district_code=code,
        latitude=street.latitude, longitude=street.longitude,
        search_key=street_key(street.name), initial=initial_of(street.name),
    )  # fmt: skip
