"""Told on a phone: off unless the city wants it, sealed like an address, and sent to no other host."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, text

from portal.app import create_app
from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import ServerAway
from portal.ground.mail.pushes import Gone, Subscription, WebPush, is_allowed, is_public
from portal.ground.media.folder import media_of
from portal.ground.settings import Mode, Settings
from portal.listen.reports import jobs, talk
from portal.listen.reports.letters import phone_news
from portal.listen.reports.models import Report
from privacy.push.sender import encoded
from privacy.vault.keys import KeyRing
from tests.portal.doors.staff.reports import Given, file_one
from tests.portal.listen.reports.test_filing import at_check
from tests.portal.listen.reports.test_track import opened
from tests.privacy.push.test_messages import AUTH, UA_PUBLIC
from tests.push_service import Receiver, Service, answering
from tests.visitor import ORIGIN, Page, Visitor, filled_in


@pytest.fixture
def service() -> Iterator[Service]:
    with answering() as made:
        yield made


@pytest.fixture
def told(settings: Settings, service: Service, city: Database) -> Settings:
    """A city that has switched it on."""
    changes = {"push": True, "push_hosts": service.origin, "database_url": city.url}
    return settings.model_copy(update=changes)


@pytest.fixture
def given(city: Database, ring: KeyRing, settings: Settings) -> Given:
    return file_one(city, ring, settings, locale="ar")


def ask(visitor: Visitor, given: Given, endpoint: str, **said: str) -> int:
    """Send what the script sends from the page of a report; 0 where it offers nothing."""
    return ask_on(visitor, opened(visitor, given.code), endpoint, **said)


def ask_on(visitor: Visitor, page: Page, endpoint: str, **said: str) -> int:
    if "push-box" not in page.html:
        return 0
    sent = filled_in(page.form("push")) | {"endpoint": endpoint, "p256dh": UA_PUBLIC, "auth": AUTH} | said
    return int(visitor.client.post(page.form("push").get("action"), data=sent, headers={"origin": ORIGIN}).status_code)


def kept(city: Database) -> tuple[bool, list[str]]:
    with city.reading() as session:
        sealed = session.execute(text("SELECT column_name FROM ground_vault_field WHERE column_name = 'push'"))
        return bool(session.scalars(select(Report)).one().has_push), list(sealed.scalars())


def news(city: Database, ring: KeyRing, told: Settings, report: UUID) -> None:
    """Something happens, and the worker works."""
    with city.writing() as session:
        talk.tell(session, session.get_one(Report, report), "message")
    work = Registry()
    pusher = WebPush(told, ring)
    jobs.register(work, ring=ring, mailer=None, url="", media=media_of(told), pusher=pusher)  # type: ignore[arg-type]
    worker.work_off(city, work)


def test_a_phone_is_told_one_sentence_and_nothing_else(
    city: Database, ring: KeyRing, told: Settings, service: Service, given: Given
) -> None:
    visitor = Visitor(create_app(told, city, ring))
    assert ask(visitor, given, f"{service.origin}/send/abc?x=1") == 204
    assert kept(city) == (True, ["push"])
    with city.reading() as session:
        waiting = session.execute(text("SELECT * FROM ground_job")).all()
        everything = str(waiting) + str(session.execute(text("SELECT * FROM listen_report")).all())
    assert "send/abc" not in everything
    assert UA_PUBLIC not in everything
    news(city, ring, told, given.id)
    ((path, headers, body),) = service.got
    assert path == "/send/abc?x=1"
    assert (headers["content-encoding"], headers["ttl"]) == ("aes128gcm", "259200")
    assert headers["authorization"].startswith("vapid t=")
    assert b"tiles" not in body
    said = json.loads(phone_news.message("ar"))
    assert (said["lang"], said["dir"], said["url"]) == ("ar", "rtl", "/ar/track")
    assert set(said) == {"title", "body", "lang", "dir", "url"}
    page = opened(visitor, given.code)
    assert "push-box" not in page.html
    visitor.submit(page, "push-off")
    assert kept(city) == (False, [])


def test_who_has_just_sent_a_report_is_offered_it_and_opens_what_comes(
    city: Database, ring: KeyRing, told: Settings, service: Service
) -> None:
    visitor, phone = Visitor(create_app(told, city, ring)), Receiver()
    page = visitor.submit(at_check(visitor), "check", public="yes")
    keys = {"p256dh": encoded(phone.p256dh), "auth": encoded(phone.auth)}
    where = f"{service.origin}/send/new"
    assert ask_on(visitor, page, where, **keys, code="AAAA-AAAA-AAAA-AAAA-AAAA-AAAA") == 422
    assert kept(city) == (False, [])
    assert ask_on(visitor, page, where, **keys) == 204
    assert kept(city) == (True, ["push"])
    with city.reading() as session:
        report = session.scalars(select(Report)).one()
    news(city, ring, told, report.id)
    ((_, _, body),) = service.got
    assert json.loads(phone.open(body))["body"] == "There is news about a report."
    with pytest.raises(InvalidTag):
        Receiver().open(body)


def test_the_privacy_page_names_who_learns_of_it_where_it_is_on(
    city: Database, ring: KeyRing, told: Settings, visitor: Visitor
) -> None:
    off, on = visitor.get("/en/privacy").text, Visitor(create_app(told, city, ring)).get("/en/privacy").text
    assert f"The services that we use: {told.push_hosts}" in on
    for said in ("push service", "The address of your phone", "maker of your browser"):
        assert said in on
        assert said not in off


def test_a_phone_that_is_gone_is_forgotten_and_no_redirect_is_followed(
    city: Database, ring: KeyRing, told: Settings, service: Service, given: Given
) -> None:
    visitor = Visitor(create_app(told, city, ring))
    assert ask(visitor, given, f"{service.origin}/send/abc") == 204
    service.answers = 307
    news(city, ring, told, given.id)
    assert [path for path, _, _ in service.got] == ["/send/abc"]
    assert kept(city) == (True, ["push"])
    service.answers = 410
    news(city, ring, told, given.id)
    assert kept(city) == (False, [])


def test_without_the_switch_there_is_nothing_to_press(visitor: Visitor, given: Given) -> None:
    assert ask(visitor, given, "https://fcm.googleapis.com/x") == 0
    assert "push-box" not in visitor.submit(at_check(visitor), "check", public="yes").html
    assert visitor.client.post("/en/track/push", data={}, headers={"origin": ORIGIN}).status_code == 404


def test_what_no_browser_would_send_is_not_kept(city: Database, ring: KeyRing, told: Settings, given: Given) -> None:
    visitor = Visitor(create_app(told, city, ring))
    assert ask(visitor, given, "https://evil.example/x") == 422
    assert ask(visitor, given, told.push_hosts + "/x", p256dh="nothing") == 422
    assert ask(visitor, given, told.push_hosts + "/x", auth="ü") == 422
    assert ask(visitor, given, told.push_hosts + "/x", ticket="gone") == 422
    assert kept(city) == (False, [])


@pytest.mark.parametrize(
    ("endpoint", "is_one"),
    [
        ("https://fcm.googleapis.com/fcm/send/a:b", True),
        ("https://db5p.notify.windows.com/w/?token=x", True),
        ("https://web.push.apple.com:443/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://notify.windows.com.evil.example/x", False),
        ("https://evilnotify.windows.com/x", False),
        ("https://user@fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com@evil.example/x", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1]/x", False),
        ("https://[bad/x", False),
        ("https://fcm.googleapis.com/a\r\nb", False),
        ("https://fcm.googleapis.com/x#y", False),
        ("https://fcm.googleapis.com/" + "x" * 1000, False),
        ("", False),
    ],
)
def test_only_the_named_services_are_asked(settings: Settings, endpoint: str, is_one: bool) -> None:
    assert is_allowed(endpoint, settings) is is_one
    assert not is_allowed(endpoint, settings.model_copy(update={"push_hosts": ""}))


def test_a_named_host_that_leads_into_this_network_is_not_asked(settings: Settings, ring: KeyRing) -> None:
    real = settings.model_copy(update={"mode": Mode.PRODUCTION, "push_hosts": "localhost"})
    with pytest.raises(ServerAway):
        WebPush(real, ring).send(Subscription("https://localhost/x", UA_PUBLIC, AUTH), b"x")
    with pytest.raises(Gone):
        WebPush(real, ring).send(Subscription("https://elsewhere.example/x", UA_PUBLIC, AUTH), b"x")


HIDDEN = (
    "127.0.0.1 10.0.0.1 224.0.0.1 ::1 ::127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:a00:1:: ff0e::1"
)


@pytest.mark.parametrize(("addresses", "public"), [(HIDDEN, False), ("1.1.1.1 2606:4700::1111 ::ffff:1.1.1.1", True)])
def test_no_address_leads_into_the_house_by_another_way_of_writing_it(addresses: str, public: bool) -> None:
    assert {address: is_public(address) for address in addresses.split()} == dict.fromkeys(addresses.split(), public)
