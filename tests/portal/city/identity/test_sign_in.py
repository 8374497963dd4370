"""Signing in by a link that works once: for residents by mail, for staff by what an operator hands over."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from http.cookies import SimpleCookie
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity import service as identity
from portal.city.identity.rules import Role, is_alive
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.web.onward import onward, to_the_desk
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.conftest import NOON
from tests.mail_server import MailServer, served
from tests.visitor import ORIGIN, Visitor

MAIL = "rosa@example.org"
OWN = {"origin": ORIGIN}


def link_for(city: Database, ring: KeyRing, role: Role, email: str = MAIL) -> str:
    """Make a link, as an address below the site."""
    with city.writing() as session:
        secret = identity.invite(session, ring, email=email, role=role, locale="en")
    return f"{'/en' if role is Role.RESIDENT else '/staff/en'}/sign-in/{secret}"


def cookie_of(answer: Any, name: str) -> Any:
    """Give the one cookie that an answer sets."""
    set_cookies = answer.headers.get_list("set-cookie")
    (found,) = [jar[name] for each in set_cookies if name in (jar := SimpleCookie(each))]
    assert len(set_cookies) == 1
    return found


def stored(city: Database) -> str:
    """Everything that the tables of signing in hold, and the jobs and what is sealed."""
    tables = ("city_account", "city_session", "city_sign_in_link", "ground_job")
    with city.reading() as session:
        return str([session.execute(text(f"SELECT * FROM {table}")).all() for table in tables])  # noqa: S608 - ours


def test_a_resident_follows_the_link_in_a_letter(
    visitor: Visitor, city: Database, settings: Settings, ring: KeyRing
) -> None:
    sent = visitor.submit(visitor.get("/ca/sign-in?next=/ca/decide"), "sign-in", email=" Rosa@Example.org ")
    assert "__Host-sid" not in visitor.client.cookies
    assert MAIL not in stored(city).lower()
    server = MailServer()
    with served(server, settings) as told:
        work_off(city, registry(told, ring))
    (envelope,) = server.taken
    assert isinstance(envelope.content, bytes)
    letter = message_from_bytes(envelope.content, policy=policy.default)
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{ORIGIN}(/ca/sign-in/\S+)", body.get_content())
    assert found, "in the language in which it was asked for"
    assert letter["Content-Language"] == "ca-valencia"
    page = visitor.get(found[1])
    assert "__Host-sid" not in visitor.client.cookies, "a scanner that follows the link uses nothing up"
    back = visitor.submit(page, "enter")
    assert "__Host-sid" in visitor.client.cookies
    assert back.link("Tanca la sessió")
    assert back.url == "/ca/decide", "where the person came from"
    assert "decide" not in body.get_content(), "which nobody learns who reads the mail"
    assert sent.h1 == visitor.get("/ca/sign-in-link-sent").h1
    another = sent.link("Demana un altre enllaç")
    assert another == "/ca/sign-in?next=%2Fca%2Fdecide", "a second link leads to the same page"
    with city.reading() as session:
        sealed = session.execute(text("SELECT count(*) FROM ground_vault_field")).scalar_one()
    assert sealed == 0, "the address and the link are forgotten once the letter left"


@pytest.mark.parametrize(
    "asked", ["//evil.example", "https://evil.example/en/decide", "/en/report/x/problem", "/en/decide/P\n"]
)
def test_signing_in_leads_nowhere_else(app: FastAPI, city: Database, ring: KeyRing, asked: str) -> None:
    with city.writing() as session:
        secret = identity.invite(session, ring, email=MAIL, role=Role.RESIDENT, locale="en", onward=asked)
    answer = Visitor(app).client.post(f"/en/sign-in/{secret}", headers=OWN)
    assert answer.headers["location"] == "/en/sign-in"


def test_who_is_signed_in_is_told_so_and_not_asked_again(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    page = visitor.submit(visitor.get(link_for(city, ring, Role.RESIDENT)), "enter")
    assert page.h1 == "You are signed in"
    assert page.link("Go on") == "/en/decide"
    assert page.link("Sign out") == "/en/sign-out"
    assert not [form for form in page.all("form") if form.get("id") == "sign-in"]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.CLERK])
def test_signing_out_ends_on_a_page_that_says_so(visitor: Visitor, city: Database, ring: KeyRing, role: Role) -> None:
    visitor.submit(visitor.get(link_for(city, ring, role)), "enter")
    door = "/en" if role is Role.RESIDENT else "/staff/en"
    page = visitor.submit(visitor.get(f"{door}/sign-out"), "leave")
    assert (page.h1, page.url) == ("You are signed out", f"{door}/sign-out")
    assert page.link("Go to the home page") == "/en/"


def test_the_answer_is_the_same_for_every_address(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    visitor.client.post(link_for(city, ring, Role.RESIDENT), headers=OWN)
    known, unknown = (
        Visitor(visitor.app).client.post("/en/sign-in", data={"email": email}, headers=OWN)
        for email in (MAIL, "nobody@example.org")
    )
    assert (known.status_code, known.headers["location"]) == (unknown.status_code, unknown.headers["location"])


@pytest.mark.parametrize("email", ["", "rosa", "rosa@", "a b@example.org"])
def test_what_is_no_address_is_asked_for_again(visitor: Visitor, email: str) -> None:
    page = visitor.submit(visitor.get("/en/sign-in"), "sign-in", status=422, email=email)
    assert page.errors == ["Write your e-mail address in full, such as name@example.org."]


@pytest.mark.parametrize(
    ("role", "name", "same_site"), [(Role.RESIDENT, "__Host-sid", "lax"), (Role.CLERK, "__Host-staff", "strict")]
)
def test_a_link_works_once_and_sets_a_cookie_for_this_host_alone(
    app: FastAPI, city: Database, ring: KeyRing, role: Role, name: str, same_site: str
) -> None:
    link = link_for(city, ring, role)
    answer = Visitor(app).client.post(link, headers=OWN)
    cookie = cookie_of(answer, name)
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["samesite"].lower(), cookie["domain"]) == ("/", same_site, "")
    assert cookie.value not in stored(city), "the database cannot act as anybody"
    again = Visitor(app).client.post(link, headers=OWN)
    assert again.status_code == 401
    assert "set-cookie" not in again.headers


def test_a_link_that_was_used_says_so_when_it_is_opened(app: FastAPI, city: Database, ring: KeyRing) -> None:
    link = link_for(city, ring, Role.RESIDENT)
    assert [Visitor(app).get(link).h1 for _ in range(2)] == ["Sign in now"] * 2, "looking uses nothing up"
    Visitor(app).client.post(link, headers=OWN)
    used, invented = (Visitor(app).get(each, status=401) for each in (link, "/en/sign-in/never-made"))
    assert used.h1 == "This link does not work any more"
    assert used.text == invented.text, "nobody learns whether there was one"


@pytest.mark.parametrize(("role", "minutes"), [(Role.RESIDENT, 15), (Role.CLERK, 24 * 60)])
def test_a_link_is_dead_after_its_time(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock, role: Role, minutes: int
) -> None:
    link, other = link_for(city, ring, role), link_for(city, ring, role, "other@example.org")
    frozen_clock.advance(timedelta(minutes=minutes - 1))
    assert Visitor(app).client.post(link, headers=OWN).status_code == 303
    frozen_clock.advance(timedelta(minutes=1))
    assert Visitor(app).client.post(other, headers=OWN).status_code == 401


def test_no_door_opens_with_the_key_of_the_other(app: FastAPI, city: Database, ring: KeyRing) -> None:
    resident, clerk = (link_for(city, ring, role) for role in (Role.RESIDENT, Role.CLERK))
    assert Visitor(app).client.post(f"/staff{resident}", headers=OWN).status_code == 401
    assert Visitor(app).client.post(clerk.removeprefix("/staff"), headers=OWN).status_code == 401
    visitor = Visitor(app)
    visitor.client.post(resident, headers=OWN)
    stolen = {"cookie": f"__Host-staff={visitor.client.cookies['__Host-sid']}"}
    assert Visitor(app).client.get("/staff/en/queue", headers=stolen).status_code == 401


def test_an_invitation_and_a_letter_to_one_address_are_two_accounts(
    app: FastAPI, city: Database, ring: KeyRing
) -> None:
    for role in (Role.RESIDENT, Role.CLERK):
        Visitor(app).client.post(link_for(city, ring, role), headers=OWN)
    with city.reading() as session:
        roles = sorted(session.execute(text("SELECT role FROM city_account")).scalars())
    assert roles == ["clerk", "resident"]


def test_signing_out_ends_the_session_and_not_only_the_cookie(app: FastAPI, city: Database, ring: KeyRing) -> None:
    clerk = Visitor(app)
    clerk.client.post(link_for(city, ring, Role.CLERK), headers=OWN)
    kept = {"cookie": f"__Host-staff={clerk.client.cookies['__Host-staff']}"}
    assert Visitor(app).client.get("/staff/en/queue", headers=kept).status_code == 200
    page = clerk.get("/staff/en/sign-out")
    resident = Visitor(app).client.post("/en/sign-out", headers=OWN)
    assert resident.headers["clear-site-data"] == '"cache", "cookies"', "what waits on the phone is not ours to take"
    answer = clerk.client.post(
        "/staff/en/sign-out", data={"csrf": page.form("leave").find(".//input").get("value")}, headers=OWN
    )
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert Visitor(app).client.get("/staff/en/queue", headers=kept).status_code == 401


@pytest.mark.parametrize(("site", "idle", "at_most"), [("staff", 15, 8 * 60), ("public", 30, 12 * 60)])
def test_a_session_ends_without_use_and_at_the_latest_after_a_working_day(site: str, idle: int, at_most: int) -> None:
    def lives(seen: int, now: int) -> bool:
        """Minutes after the beginning. What was seen is known to five minutes."""
        moments = {"seen_at": NOON + timedelta(minutes=seen), "now": NOON + timedelta(minutes=now)}
        return is_alive(site=site, created_at=NOON, **moments)

    assert lives(0, idle)
    assert not lives(0, idle + 6)
    assert lives(at_most - 1, at_most)
    assert not lives(at_most, at_most + 1)


def letters_sent(city: Database, ring: KeyRing, settings: Settings) -> list[str]:
    """Send what waits, and give the texts of the letters."""
    server = MailServer()
    with served(server, settings) as told:
        work_off(city, registry(told, ring))
    parsed = [message_from_bytes(bytes(each.content), policy=policy.default) for each in server.taken]
    return [str(body.get_content()) for each in parsed if (body := each.get_body(("plain",)))]


def test_staff_get_a_new_link_by_mail_and_come_back_to_their_work(
    app: FastAPI, city: Database, ring: KeyRing, settings: Settings, frozen_clock: FrozenClock
) -> None:
    Visitor(app).client.post(link_for(city, ring, Role.MANAGER), headers=OWN)
    clerk = Visitor(app)
    page = clerk.get(clerk.get("/staff/en/record", status=401).link("Get a new sign-in link"))
    assert clerk.submit(page, "sign-in", status=422, email="rosa").errors
    known = clerk.submit(page, "sign-in", email=" Rosa@Example.org ")
    unknown = clerk.submit(page, "sign-in", email="nobody@example.org")
    assert (known.url, known.text) == (unknown.url, unknown.text), "nobody learns who works here"
    assert MAIL not in stored(city).lower()
    (letter,) = letters_sent(city, ring, settings)
    found = re.search(rf"{ORIGIN}(/staff/en/sign-in/\S+)", letter)
    assert found
    assert clerk.submit(clerk.get(found[1]), "enter").url == "/staff/en/record", "as the manager that she is"
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM ground_vault_field")).scalar_one() == 0
        acts = session.execute(text("SELECT act FROM ground_audit_entry ORDER BY seq")).scalars().all()
    assert acts == ["staff.sign-in", "staff.sign-in"]
    clerk.submit(clerk.get("/staff/en/sign-out"), "leave")
    with city.reading() as session:
        last = session.execute(text("SELECT act, actor, object FROM ground_audit_entry ORDER BY seq DESC")).first()
    assert last is not None
    assert last.act == "staff.sign-out"
    assert last.actor == last.object


def test_a_resident_gets_no_link_to_the_desk(app: FastAPI, city: Database, ring: KeyRing, settings: Settings) -> None:
    Visitor(app).client.post(link_for(city, ring, Role.RESIDENT), headers=OWN)
    visitor = Visitor(app)
    visitor.submit(visitor.get("/staff/en/sign-in"), "sign-in", email=MAIL)
    assert letters_sent(city, ring, settings) == []
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM ground_audit_entry")).scalar_one() == 0


def test_only_a_page_of_the_desk_in_one_of_our_languages_is_a_way_back() -> None:
    for page in ("/staff/en/queue", "/staff/ar/report/0f3e8a52-1111-4222-8333-444455556666", "/staff/zh/signs"):
        assert to_the_desk(page) == page
    for other in ("//sign-out", "/queue//x", "/queue/", "/sign-in", "/" + "a" * 151, "/a" * 6, ""):
        assert to_the_desk(f"/staff/en{other}") == ""
    assert to_the_desk("/staff/xx/queue") == onward("/xx/issues") == ""


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/en/issues", "/staff/en/sign-out", "/staff/en/.."]
)
def test_the_way_back_to_the_desk_leads_nowhere_else(app: FastAPI, city: Database, ring: KeyRing, back: str) -> None:
    with city.writing() as session:
        secret = identity.invite(session, ring, email=MAIL, role=Role.CLERK, locale="en", onward=back)
    answer = Visitor(app).client.post(f"/staff/en/sign-in/{secret}", headers=OWN)
    assert answer.headers["location"] == "/staff/en/queue"


def test_the_door_of_the_desk_leads_to_the_work_or_to_the_sign_in_page(
    app: FastAPI, city: Database, ring: KeyRing
) -> None:
    visitor = Visitor(app)
    for address in ("/staff", "/staff/", "/staff/en/"):
        assert visitor.get(address).url.endswith("/sign-in")
    visitor.client.post(link_for(city, ring, Role.CLERK), headers=OWN)
    assert visitor.get("/staff/").url == "/staff/ca/queue", "in the city's first language"
