"""Nobody can ask too often, and nobody is remembered for it."""

from typing import Any

from sqlalchemy import text
from starlette.requests import Request
from starlette.testclient import TestClient

from portal.app import create_app
from portal.city.identity import asking
from portal.ground.database import Database
from portal.ground.errors import TooOften
from portal.ground.settings import Mode, Settings
from portal.ground.vault import service as vault
from portal.listen.reports.case import lost_code
from portal.listen.reports.letters import code_letter
from portal.web import letterbox
from portal.web.throttling import Throttle, client_address
from tests.portal.web.browsers import OWN, browser
from tests.visitor import ORIGIN


def test_a_throttle_lets_a_burst_through_and_then_slows_down(settings: Settings, city: Database, ring: Any) -> None:
    eager = settings.model_copy(update={"database_url": city.url, "throttles": True, "mode": Mode.TEST})
    app = create_app(eager, city, ring)
    client = browser(app)
    asking.links.forget()
    asking.letterbox.forget()
    answers = [
        client.post("/en/sign-in", data={"email": f"a{n}@example.org"}, headers=OWN).status_code for n in range(12)
    ]
    assert answers[:6] == [303] * 6
    assert 429 in answers


def test_nobody_can_have_one_letterbox_filled_from_many_places(settings: Settings, city: Database, ring: Any) -> None:
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    asking.letterbox.forget()
    lost_code.letterbox.forget()
    asked = (
        ("/en/sign-in", {"email": "rosa+{n}@example.org"}, "identity.send_link", 5),
        ("/staff/en/sign-in", {"email": "Rosa@example.org"}, "identity.send_staff_link", 0),
        ("/staff/en/sign-in", {"email": "clerk@example.org"}, "identity.send_staff_link", 5),
        ("/en/track/lost-code", {"reference": "VIL 7K3 9QF"}, code_letter.KIND, 5),
    )
    for path, said, kind, letters in asked:
        answers = set()
        for n in range(8):
            client = TestClient(app, base_url=ORIGIN, follow_redirects=False, client=(f"192.0.2.{n}", 1))
            data = {name: value.format(n=n) for name, value in said.items()}
            answer = client.post(path, data=data, headers=OWN)
            answers.add((answer.status_code, answer.headers["location"]))
        assert len(answers) == 1, f"all get the same answer at {path}"
        with city.reading() as session:
            waiting = session.execute(text("SELECT count(*) FROM ground_job WHERE kind = :kind"), {"kind": kind})
            assert waiting.scalar_one() == letters, path


def test_a_throttle_counts_a_household_as_one(settings: Settings, city: Database, ring: Any) -> None:
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    throttle = Throttle(per_minute=1, burst=1)

    def taken(address: str) -> bool:
        try:
            throttle.take(Request({"type": "http", "app": app, "client": (address, 1), "headers": []}))
        except TooOften:
            return False
        return True

    home = [f"2001:db8:0:1::{n:x}" for n in range(4)]
    assert [taken(each) for each in home] == [True, True, False, False]
    assert taken("2001:db8:0:2::1")
    others = [f"::ffff:192.0.2.{n}" for n in range(3)] + [f"192.0.3.{n}" for n in range(3)] + ["", "testclient"]
    assert all(taken(each) for each in others)


def test_a_throttle_keeps_no_address() -> None:
    throttle = Throttle(per_minute=1, burst=1)
    assert "127.0.0.1" not in repr(throttle)


def test_a_port_behind_an_address_makes_no_other_client_and_neither_does_what_is_no_address() -> None:
    def named(address: str) -> str:
        return client_address(Request({"type": "http", "client": (address, 1)}))

    assert named("192.0.2.7:1001") == named("192.0.2.7:1002") == named("::ffff:192.0.2.7") == "192.0.2.7"
    assert named("[2001:db8::1]:7") == named("2001:db8::2") != named("2001:db8:1::1")
    assert named("unknown-1") == named("unknown-2")


def test_nobody_has_a_letterbox_filled_with_word_of_reports_that_they_did_not_send(
    settings: Settings, city: Database, ring: Any
) -> None:
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    letterbox.greetings.forget()
    said = {"category": "ground", "place": "Carrer del Molí 12", "public": "yes", "email": "rosa@example.org"}
    for n in range(7):
        client = TestClient(app, base_url=ORIGIN, follow_redirects=False, client=(f"198.51.100.{n}", 1))
        headers = OWN | {"accept": "application/json"}
        assert client.post("/en/report/offline", data=said, headers=headers).json()["code"]
    for n in range(4):
        client = TestClient(app, base_url=ORIGIN, follow_redirects=False, client=(f"198.51.100.{n}", 1))
        told = {"words": f"The map says nothing, {n}.", "email": "rosa+2@example.org"}
        assert client.post("/en/accessibility/problem", data=told, headers=OWN).status_code == 303
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_report WHERE has_contact")).scalar_one() == 7
        sent = session.execute(text("SELECT kind, count(*) FROM ground_job GROUP BY kind"))
        assert dict(sent.all()) == {vault.SEND: 5}
