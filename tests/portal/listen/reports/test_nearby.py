"""Is it already reported? Asked once, only about what everyone may see; counting in needs no account."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy import text

from portal.city.issues import service as issues
from portal.city.issues.service import Words
from portal.ground.contributions.models import Contribution
from portal.ground.database import Database
from portal.listen.support import rules
from privacy.minimise.location import Point
from tests.portal.city.issues.invented import MARKET, published
from tests.portal.listen.reports.test_filing import WORDS, first_step, rows
from tests.visitor import ORIGIN, Page, Visitor


@pytest.fixture
def reference(city: Database) -> str:
    """An open issue on a street of the town, at the street's own point."""
    with city.writing() as session:
        return published(session, place=Words("Carrer del Molí", "ca"), point=MARKET).reference


def asked(visitor: Visitor, *, words: str = WORDS, place: str = "Carrer del Molí 12") -> Page:
    """Answer the first two questions."""
    return visitor.submit(first_step(visitor, words=words), "place-form", place=place)


def voices(city: Database) -> int:
    with city.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Contribution)) or 0


def test_who_has_the_same_is_counted_in_without_an_account_and_sends_nothing(
    visitor: Visitor, city: Database, reference: str
) -> None:
    page = asked(visitor, words="")
    assert page.h1 == "Is it already reported?"
    for said in ("Missing tiles at the market", "On the same street", "Open", "Reported on", rules.COOKIE):
        assert said in page.text
    assert visitor.get(page.url.replace("/en/", "/ar/")).h1 != page.h1
    done = visitor.submit(page, "nearby", press="join-1")
    assert (done.h1, voices(city), rows(city, "listen_report")) == ("You are counted in", 1, 0)
    assert "You sent no report of your own: none is needed." in done.text
    assert rules.COOKIE in visitor.client.cookies
    issue = visitor.get(done.link("Missing tiles at the market"))
    assert "You said that this is yours, too." in issue.text
    assert visitor.submit(page, "nearby", press="join-1").h1 == done.h1
    assert voices(city) == 1
    visitor.get(page.url.replace("/nearby", "/check"), status=404)


def test_what_was_written_is_kept_and_may_be_sent_as_well_and_counts_once(
    visitor: Visitor, city: Database, reference: str
) -> None:
    done = visitor.submit(asked(visitor), "nearby", press="join-1")
    assert "What you wrote is not sent" in done.text
    check = visitor.get(done.link("Send it as well"))
    sent = visitor.submit(check, "check", public="yes")
    assert (sent.h1, voices(city), rows(city, "listen_report")) == ("Report sent", 1, 1)
    case = visitor.submit(sent, "follow")
    assert re.search(rf"This is the same problem as issue \u2068?{reference}", case.text)
    assert "Added by the portal" in case.text
    assert "Your note" not in case.text
    assert "adds nothing to the number" in sent.text
    again = asked(visitor)
    assert "You are counted in already." in again.text
    assert "count me in" not in again.text


def test_what_was_written_can_be_thrown_away(visitor: Visitor, city: Database, reference: str) -> None:
    done = visitor.submit(asked(visitor), "nearby", press="join-1")
    over = visitor.submit(done, "end")
    assert (over.url, over.h1) == (done.url, "You are counted in")
    assert "none is needed" in over.text
    with city.reading() as session:
        assert [len(row) for (row,) in session.execute(text("SELECT sealed FROM listen_draft")) if not row] == [0]


def test_a_no_is_remembered_until_the_type_or_the_place_changes(visitor: Visitor, reference: str) -> None:
    page = asked(visitor)
    assert visitor.submit(page, "nearby", press="different").h1 == "Check and send your report"
    place = visitor.get(page.url.replace("/nearby", "/place"))
    assert visitor.submit(place, "place-form", landmark="by the oak").h1 == "Check and send your report"
    assert visitor.submit(place, "place-form", place="Carrer Nou 1", district="centre").h1 != page.h1
    assert visitor.submit(place, "place-form", place="Carrer del Molí 14").h1 == page.h1
    visitor.submit(page, "nearby", press="join-1")
    other = visitor.submit(place, "place-form", place="Carrer Nou 1", district="centre")
    assert visitor.submit(other, "check", public="yes").h1 == "Report sent"


def test_a_point_on_a_map_and_a_street_in_words_are_asked_by_the_same_rule(visitor: Visitor, city: Database) -> None:
    with city.writing() as session:
        published(session, place=Words("Carrer del Molí", "ca"), point=Point(MARKET.lat + 0.004, MARKET.lon))
    step = first_step(visitor)
    data = {"go": "here", "lat": str(MARKET.lat - 0.001), "lon": str(MARKET.lon)}
    said = visitor.client.post(step.url, data=data, headers={"origin": ORIGIN}).json()
    assert said["place"] == "Carrer del Molí"
    page = visitor.submit(step, "place-form", place="Carrer del Molí")
    assert (page.h1, asked(visitor).h1) == ("Is it already reported?",) * 2
    assert "On the same street" in page.text


def test_nothing_is_asked_where_nothing_that_everyone_may_see_is_near(visitor: Visitor, city: Database) -> None:
    with city.writing() as session:
        issues.hide(session, published(session, place=Words("Carrer del Molí", "ca")))
    check = asked(visitor)
    assert check.h1 == "Check and send your report"
    assert visitor.get(check.url.replace("/check", "/nearby")).url == check.url


def test_a_point_is_told_in_metres_and_an_issue_that_ended_meanwhile_is_not_joined(
    visitor: Visitor, city: Database, reference: str
) -> None:
    page = asked(visitor, place=f"{MARKET.lat + 0.00018}, {MARKET.lon}")
    assert "About 20 metres away" in page.text
    with city.writing() as session:
        session.execute(text("UPDATE city_issue SET hidden = :yes"), {"yes": True})
    assert visitor.submit(page, "nearby", press="join-1").h1 == "Check and send your report"
    assert voices(city) == 0
