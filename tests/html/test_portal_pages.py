"""Every page of the portal is valid HTML, as the Nu checker reads it; English and Arabic stand for the others."""

import os
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from i18n.locales import SHIPPED
from portal.app import DESK_ROOMS, ROOMS, create_app
from portal.city.identity.rules import Role
from portal.ground import clock
from portal.ground.settings import Mode
from portal.workplace import clock_file
from tests import every_page
from tests.html.nu import NoChecker, validate
from tests.html.walks import desk_pages, public_pages, report_pages, resident_pages
from tests.town import shared_town, town_in
from tests.visitor import ORIGIN, Visitor

LOCALES = [locale.tag for locale in SHIPPED] if os.environ.get("VEU_TESTS") == "all" else ["en", "ar"]


def test_every_page_of_the_portal_is_valid(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    facts = {"mode": Mode.TEST, "host": "localhost", "url": ORIGIN, "throttles": False}
    town = town_in(tmp_path / "town", shared_town(tmp_path_factory), **facts)
    app, known = create_app(town.settings, town.database, town.ring), town.facts()
    pages: dict[str, str] = {}
    with clock.installed(clock_file(town.settings)):
        for locale in LOCALES:
            pages |= public_pages(Visitor(app, locale), known)
            pages |= report_pages(Visitor(app, locale))
            pages |= resident_pages(Visitor(app, locale), known, town.link_for(f"ana-{locale}", Role.RESIDENT))
            pages |= desk_pages(Visitor(app, locale), known, town.link_for("marta", Role.MANAGER))
    town.database.close()
    try:
        found = validate(pages)
    except NoChecker as reason:
        pytest.skip(f"NO PAGE WAS VALIDATED. {reason}")
    assert found == ()


def shape(path: str) -> str:
    """An address with a star for what differs: `/issues/{reference}` and `/issues/{issue}` are the same page."""
    return "/".join("*" if part.startswith("{") else part for part in path.split("?", maxsplit=1)[0].split("/"))


def test_no_page_is_left_out() -> None:
    served = {
        below + shape(route.path)
        for below, rooms in (("", ROOMS), ("/staff", DESK_ROOMS))
        for room in rooms
        for route in room.routes
        if isinstance(route, APIRoute) and "GET" in route.methods and not route.path.endswith(every_page.NO_PAGES)
    }
    looked_at = {shape(path) for path in (*every_page.PUBLIC, *every_page.ON_THE_WAY)}
    looked_at |= {f"/staff{shape(path)}" for path in every_page.DESK}
    assert served - looked_at == set(), "add them to tests/every_page.py"
