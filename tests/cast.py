"""The small city of the tests, and the people in it. Nobody here exists."""

from functools import cache
from pathlib import Path

from shapely.geometry import box

from portal.city.places import service as places
from portal.city.places.facts import Boundary, City, Jurisdiction, Street
from portal.city.services import service as services
from portal.city.services.rules import Service
from portal.city.services.service_file import load_services
from portal.demo import __file__ as demo
from portal.ground.database import Database

MARJAL = Path(demo).parent / "marjal"
CENTRE = box(0.60, 38.90, 0.62, 38.92)
MARINA = box(0.62, 38.90, 0.64, 38.92)
WEEK = 150  # 2026-11-16

JURISDICTION = Jurisdiction(
    names={"ca": "Vilaprova", "es": "Vilaprova"},
    prefix="VIL",
    official_languages=("ca", "es"),
    help_phone="010",
    help_hours={"ca": "cada dia, de 8 a 20 hores", "es": "todos los días, de 8 a 20 horas"},
    publication_delay_hours=0,
)
DISTRICTS = (
    Boundary("centre", "Centre", "ca", CENTRE, 12_000),
    Boundary("marina", "Marina", "ca", MARINA, 8_000),
)
STREETS = (
    Street("Carrer del Molí", "ca", "centre", 38.910, 0.610),
    Street("Carrer Nou", "ca", "centre", 38.912, 0.612),
    Street("Carrer Nou", "ca", "marina", 38.912, 0.632),
)


@cache
def demo_services() -> tuple[Service, ...]:
    """The services of the demo, read once."""
    return tuple(load_services(MARJAL, official=JURISDICTION.official_languages))


def found_city(database: Database) -> None:
    """Write the small city into `database`."""
    with database.writing() as session:
        places.replace_city(session, city=City(JURISDICTION, DISTRICTS, STREETS))
        services.replace_services(session, services=demo_services(), week=WEEK)
