"""Pressing "this is mine too": it counts once, it can be taken back, and nobody else can tell."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.city.issues import queries as issues
from portal.city.issues import service as issue_service
from portal.city.issues.addresses import written
from portal.city.issues.rules import Outcome, Status
from portal.ground.contributions.models import Contribution
from portal.ground.database import Database
from portal.listen.support import rules
from portal.listen.support.models import Support
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.city.issues.invented import TODAY, public_version, published
from tests.visitor import ORIGIN, Page, Visitor

OWN = {"origin": ORIGIN, "accept": "text/html"}


def press(visitor: Visitor, address: str) -> Page:
    return visitor.submit(visitor.get(address), "support-form")


def counted(database: Database) -> dict[str, int]:
    """How many voices each family holds."""
    asked = sa.select(Contribution.family, sa.func.count()).group_by(Contribution.family)  # type: ignore[call-overload]
    with database.reading() as session:
        return dict(session.execute(asked).all())


def marks(database: Database) -> list[tuple[str, bool]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(sa.select(Support.mark, Support.given))]  # type: ignore[call-overload]


def test_pressing_once_counts_one_voice_and_can_be_seen_by_the_visitor(
    city: Database, visitor: Visitor, address: str
) -> None:
    assert "You said that this is yours, too." in press(visitor, address).text
    assert counted(city) == {"anonymous": 1}
    assert "You said that this is yours, too." in visitor.get(address).text


def test_the_cell_is_the_one_of_the_issue(city: Database, visitor: Visitor, address: str) -> None:
    press(visitor, address)
    with city.reading() as session:
        assert session.scalar(sa.select(Contribution.cell)) == "ground/centre"  # type: ignore[call-overload]


def test_the_choice_sets_one_cookie_that_only_this_site_reads(visitor: Visitor, address: str) -> None:
    assert not visitor.client.get(address).headers.get_list("set-cookie")
    answer = visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith(f"{rules.COOKIE}=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax", "Max-Age=31536000"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_button_names_the_cookie_before_it_is_set(visitor: Visitor, address: str) -> None:
    assert rules.COOKIE in visitor.get(address).text


def test_the_button_says_how_the_voice_is_counted(
    city: Database, visitor: Visitor, ring: KeyRing, address: str
) -> None:
    assert "It counts as one report without an account" in visitor.get(address).text
    signed_in(visitor.app, city, ring, "ana", Role.RESIDENT, visitor)
    assert "It counts as one voice in the city’s figures." in visitor.get(address).text


def test_pressing_twice_counts_once_and_answers_the_same(city: Database, visitor: Visitor, address: str) -> None:
    press(visitor, address)
    answers = [visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN) for _ in range(2)]
    assert [(each.status_code, each.headers["location"]) for each in answers] == [
        (303, f"{address}?mine=1#support")
    ] * 2
    assert counted(city) == {"anonymous": 1}


def test_the_answer_does_not_tell_whether_the_voice_was_new(app: FastAPI, city: Database, address: str) -> None:
    first = Visitor(app).client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    other = Visitor(app).client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    names = [set(each.headers) for each in (first, other)]
    assert (first.status_code, first.headers["location"], names[0]) == (303, other.headers["location"], names[1])


def test_taking_it_back_keeps_what_was_counted(city: Database, visitor: Visitor, address: str) -> None:
    page = visitor.submit(press(visitor, address), "support-form")
    assert "You said that this is yours, too." not in page.text
    assert "You took it back." in page.text
    assert counted(city) == {"anonymous": 1}
    assert [given for _, given in marks(city)] == [False]


def test_saying_it_again_does_not_count_again(city: Database, visitor: Visitor, address: str) -> None:
    for _ in range(5):
        press(visitor, address)
    assert counted(city) == {"anonymous": 1}
    assert [given for _, given in marks(city)] == [True]


def test_a_browser_that_keeps_no_cookie_is_told_so(city: Database, visitor: Visitor, address: str) -> None:
    answer = visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    visitor.client.cookies.clear()
    page = visitor.get(answer.headers["location"].removesuffix("#support"))
    assert "Your voice was counted once." in page.text
    assert counted(city) == {"anonymous": 1}


def test_a_cookie_that_is_not_ours_is_none(city: Database, visitor: Visitor, address: str) -> None:
    visitor.client.cookies.set(rules.COOKIE, "x", domain="localhost")
    answer = visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    assert answer.headers.get_list("set-cookie")


def test_two_issues_of_one_browser_have_marks_that_cannot_be_joined(
    city: Database, visitor: Visitor, address: str
) -> None:
    press(visitor, address)
    cookie = visitor.client.cookies[rules.COOKIE]
    ((mark, _),) = marks(city)
    assert {rules.mark_on(1, secret=cookie), rules.mark_on(2, secret=cookie)} - {mark} != set()
    assert rules.mark_on(1, secret=cookie) != rules.mark_on(2, secret=cookie)
    assert cookie not in str(marks(city))


def test_who_is_signed_in_counts_as_a_person(city: Database, visitor: Visitor, ring: KeyRing, address: str) -> None:
    signed_in(visitor.app, city, ring, "ana", Role.RESIDENT, visitor)
    page = press(visitor, address)
    assert "You said that this is yours, too." in page.text
    assert rules.COOKIE not in page.text
    assert counted(city) == {"effort": 1, "needs": 1}
    assert not [each for each in visitor.client.cookies.jar if each.name == rules.COOKIE]


def test_an_account_is_recognised_in_another_browser(app: FastAPI, city: Database, ring: KeyRing, address: str) -> None:
    for _ in range(2):
        visitor = signed_in(app, city, ring, "ana", Role.RESIDENT)
        visitor.client.post(f"{address}/mine", data={"want": "yes", "csrf": _csrf(visitor, address)}, headers=OWN)
    assert len(marks(city)) == 1
    assert counted(city) == {"effort": 1, "needs": 1}


def _csrf(visitor: Visitor, address: str) -> str:
    fields = [each for each in visitor.get(address).all("input") if each.get("name") == "csrf"]
    return str(fields[0].get("value"))


def test_who_said_it_before_signing_in_does_not_count_twice(
    city: Database, visitor: Visitor, ring: KeyRing, address: str
) -> None:
    press(visitor, address)
    signed_in(visitor.app, city, ring, "ana", Role.RESIDENT, visitor)
    assert "You said that this is yours, too." in visitor.get(address).text
    visitor.client.post(f"{address}/mine", data={"want": "yes", "csrf": _csrf(visitor, address)}, headers=OWN)
    assert counted(city) == {"anonymous": 1}


def test_who_said_it_signed_in_does_not_count_again_signed_out(
    city: Database, visitor: Visitor, ring: KeyRing, address: str
) -> None:
    """Where the browser has our cookie already, that is: signing in sets none."""
    with city.writing() as session:
        other = f"/en/issues/{written(published(session).reference)}"
    press(visitor, other)
    signed_in(visitor.app, city, ring, "ana", Role.RESIDENT, visitor)
    visitor.client.post(f"{address}/mine", data={"want": "yes", "csrf": _csrf(visitor, address)}, headers=OWN)
    del visitor.client.cookies["__Host-sid"]
    press(visitor, address)
    assert counted(city) == {"anonymous": 1, "effort": 1, "needs": 1}


def test_signed_in_people_need_their_own_form(city: Database, visitor: Visitor, ring: KeyRing, address: str) -> None:
    signed_in(visitor.app, city, ring, "ana", Role.RESIDENT, visitor)
    answer = visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=OWN)
    assert answer.status_code == 403
    assert counted(city) == {}


def test_another_site_cannot_press(city: Database, visitor: Visitor, address: str) -> None:
    headers = {"origin": "https://elsewhere.example"}
    assert visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=headers).status_code == 403
    assert counted(city) == {}


def test_a_closed_issue_takes_no_voice(city: Database, visitor: Visitor, address: str) -> None:
    page = visitor.get(address)
    _end(city, address)
    assert visitor.submit(page, "support-form", status=409).h1 == "This issue is closed"
    assert counted(city) == {}


def test_a_mark_can_be_taken_back_after_the_end(city: Database, visitor: Visitor, address: str) -> None:
    page = press(visitor, address)
    _end(city, address)
    visitor.submit(page, "support-form")
    assert [given for _, given in marks(city)] == [False]


def _end(city: Database, address: str) -> None:
    with city.writing() as session:
        issue = issues.by_reference(session, address.rpartition("/")[2].replace("-", " "))
        assert issue is not None
        issue_service.move_on(
            session, issue, status=Status.CLOSED, outcome=Outcome.FIXED, version=issue.version, today=TODAY
        )


@pytest.mark.parametrize("reference", ["VIL-777-777", "nothing"])
def test_an_issue_that_nobody_may_see_takes_no_voice(city: Database, visitor: Visitor, reference: str) -> None:
    answer = visitor.client.post(f"/en/issues/{reference}/mine", data={"want": "yes"}, headers=OWN)
    assert answer.status_code == 404
    assert marks(city) == []


def test_support_changes_nothing_that_everyone_can_see(
    app: FastAPI, city: Database, visitor: Visitor, address: str
) -> None:
    def everyone_sees() -> list[tuple[str, str]]:
        pages = (address, "/en/issues", "/en/issues.geojson?bbox=0,38,1,39")
        answers = [Visitor(app).client.get(page, headers={"accept-encoding": "identity"}) for page in pages]
        return [(each.headers["etag"], each.text) for each in answers]

    with city.reading() as session:
        before = public_version(session), everyone_sees()
    for _ in range(3):
        press(visitor, address)
    with city.reading() as session:
        assert (public_version(session), everyone_sees()) == before


def test_nothing_stored_says_when_or_who(city: Database, visitor: Visitor, address: str) -> None:
    press(visitor, address)
    assert set(Support.metadata.tables["listen_support"].columns.keys()) == {"issue_id", "mark", "given"}
    with city.reading() as session:
        (handle,) = session.scalars(sa.select(Contribution.handle))  # type: ignore[call-overload]
    assert isinstance(handle, UUID)
    assert handle.hex not in str(marks(city))


def test_htmx_gets_the_part_after_the_same_redirect(city: Database, visitor: Visitor, address: str) -> None:
    headers = OWN | {"hx-request": "true"}
    answer = visitor.client.post(f"{address}/mine", data={"want": "yes"}, headers=headers)
    part = visitor.client.get(answer.headers["location"], headers=headers)
    assert part.text.lstrip().startswith('<section class="priv flow')
    assert 'id="support-button"' in part.text
