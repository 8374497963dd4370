"""The exact place is opened by a press, for one report, and every look is written down."""

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.tables import acts, rows
from tests.visitor import ORIGIN, Visitor

SECRETS = ("Carrer del Molí 12", "by the bakery", "38.91")


def test_it_is_opened_by_a_press_and_logged(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    page = clerk.get(given.path)
    assert not any(secret in page.html for secret in SECRETS)
    opened = clerk.submit(page, "place-form")
    assert all(secret in opened.text for secret in SECRETS)
    assert "Opened the exact place" in opened.text
    ((actor, act, about),) = rows(city, "SELECT actor, act, object FROM ground_audit_entry WHERE act LIKE 'vault.%'")
    assert (act, about) == ("vault.reveal", f"subject:{given.id}")
    assert actor.startswith("staff:S-")
    assert not any(secret in clerk.get(given.path).html for secret in SECRETS), "each look is a press"
    assert len(acts(city)) == 1


def test_htmx_gets_the_box_alone(clerk: Visitor, file: File) -> None:
    given = file()
    csrf = clerk.get(given.path).form("place-form").find(".//input[@name='csrf']").get("value")
    headers = {"origin": ORIGIN, "hx-request": "true"}
    part = clerk.client.post(f"{given.path}/place", data={"csrf": csrf}, headers=headers).text
    assert "by the bakery" in part
    assert "<html" not in part
    assert part.count("<section") == 1


def test_an_address_alone_opens_nothing(clerk: Visitor, file: File, city: Database) -> None:
    page = clerk.get(f"{file().path}/place")
    assert not any(secret in page.html for secret in SECRETS)
    assert acts(city) == []


def test_a_contact_is_never_shown(clerk: Visitor, file: File) -> None:
    given = file(email="ana@example.org")
    opened = clerk.submit(clerk.get(given.path), "place-form")
    assert "Sealed. E-mail given" in opened.text
    assert "ana@example.org" not in opened.html
