"""Whatever signs a form or an address holds: no database and no page is handed one that cannot be seen."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import text
from starlette.routing import Mount

from portal.city.identity.rules import Role
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.web.binding import Form
from privacy.minimise.characters import tidy
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.doors.staff.reports import file_one
from tests.visitor import ORIGIN, Visitor

UNSEEN = st.text(st.sampled_from("a é\0\x07\x1b\x85\u202e\u2066\ufeff"), min_size=2, max_size=12).map("a{}".format)
HIDDEN = re.compile(r"\\u00[01]|\\x[01]|[\0\x07\x1b\u202e]")  # as it is, or as JSON writes it
BESIDE_FORMS = ("text", "ticket", "version", "go", "q", "letter", "next", "want", "remove_photo")
ANSWERED = {
    "category": "ground", "district": "centre", "public": "yes", "channel": "phone", "place": "Carrer del Molí 4",
    "street": "1", "email": "ana@example.org", "do": "publish", "written_in": "en", "version": "1", "want": "yes",
    "cost": "100",
    "services": "light", "districts": "marina", "relief_percent": "60", "relief_low_percent": "40",
    "relief_high_percent": "80", "opens_on": "2026-12-01", "closes_on": "2026-12-08",
}  # fmt: skip
IN_LANGUAGES = ("question", "summary", "title", "effect", "options")


def routes(app: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route of both sites, with its address."""
    for each in app.routes:
        if isinstance(each, Mount):
            yield from routes(each.app, prefix + each.path)
        elif hasattr(each, "endpoint") and each.path.startswith("/{locale:locale}"):
            yield prefix + each.path.replace("{locale:locale}", "en"), each


def form_names() -> set[str]:
    """Every field that any form of the portal knows, and those that routes read beside."""
    found, waiting = set(BESIDE_FORMS), [Form]
    while waiting:
        waiting += (kind := waiting.pop()).__subclasses__()
        found |= set(kind.model_fields)
    return found | {f"{name}_{tag}" for name in IN_LANGUAGES for tag in ("ca", "es")}


@pytest.fixture
def manager(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Somebody with every right, on both sites."""
    manager = signed_in(app, city, ring, "marta", Role.MANAGER)
    return signed_in(app, city, ring, "marta", Role.RESIDENT, visitor=manager)


def csrf(visitor: Visitor, page: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', visitor.client.get(page).text)
    assert found
    return found[1]


def test_no_form_hands_the_database_or_a_page_what_cannot_be_seen(
    app: FastAPI, manager: Visitor, city: Database, ring: KeyRing, settings: Settings
) -> None:
    report = file_one(city, ring, settings)
    draft = manager.get("/en/report").url.split("/")[3]
    tokens = {"/staff": csrf(manager, "/staff/en/polls/new"), "/en": csrf(manager, "/en/track")}
    given_in = {"{report}": str(report.id), "{draft}": draft}
    posts = [address for address, route in routes(app) if "POST" in route.methods]
    assert len(posts) > 30

    @examples(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(typed=UNSEEN)
    def send(typed: str) -> None:
        for address in posts:
            path = re.sub(r"\{\w+\}", lambda part: given_in.get(part[0], "VIL-222-222"), address)
            token = tokens["/staff" if path.startswith("/staff") else "/en"]
            said = dict.fromkeys(form_names(), typed) | ANSWERED | {"csrf": token}
            said |= {f"options_{tag}": f"{typed}1\n{typed}2" for tag in ("ca", "es")}
            if not path.endswith("sign-out"):
                answer = manager.client.post(path, data=said, headers={"origin": ORIGIN})
                assert answer.status_code < 500, path
                assert answer.text == tidy(answer.text), path

    send()
    with city.reading() as session:
        for table in ("listen_poll", "decide_solution", "listen_report", "city_issue"):
            kept = session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - the names stand above
            assert kept, f"nothing was written to {table}"
            said = [str(value) for row in kept for value in row if not isinstance(value, bytes)]
            assert not [each for each in said if HIDDEN.search(each)], table


def test_no_address_hands_the_database_what_cannot_be_seen(app: FastAPI, manager: Visitor) -> None:
    named = [(address, route) for address, route in routes(app) if "{" in address]
    assert len(named) > 50
    for address, route in named:
        path = re.sub(r"\{\w+\}", "a%00b", address)
        method = "GET" if "GET" in route.methods else "POST"
        answer = manager.client.request(method, path, headers={"origin": ORIGIN})
        assert answer.status_code == 404, path
