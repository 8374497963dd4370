"""Feeds of issues: valid Atom, the same names for ever, and moved by public facts alone."""

from datetime import timedelta
from typing import Any

from lxml import etree
from sqlmodel import Session

from portal.city.issues import said_by_others, service
from portal.city.issues.addresses import written
from portal.city.issues.models import Issue
from portal.city.issues.rules import Note, Outcome, Status
from portal.city.issues.service import Words, publish_many
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from tests.portal.city.issues.atom import ATOM, XHTML, XML_LANG, read, wrong
from tests.portal.city.issues.invented import TODAY, new_issue, published, set_state
from tests.visitor import Visitor


def fetch(visitor: Visitor, query: str = "", *, locale: str = "en", **headers: str) -> Any:
    path = f"/{locale}/issues.atom{query}"
    return visitor.client.get(path, headers={"accept-encoding": "identity"} | headers)


def entries(visitor: Visitor, query: str = "", *, locale: str = "en") -> list[tuple[str, str]]:
    """The id and the title of each entry, without the signs that isolate."""
    feed = read(fetch(visitor, query, locale=locale).content)
    assert wrong(feed) == []
    return [
        (each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}title").translate({0x2068: None, 0x2069: None}))
        for each in feed.iter(f"{ATOM}entry")
    ]


def titles(visitor: Visitor, query: str = "") -> list[str]:
    return [title for _, title in entries(visitor, query)]


def move(session: Session, issue: Issue, status: Status, outcome: Outcome | None = None, **facts: Any) -> None:
    service.move_on(session, issue, status=status, outcome=outcome, version=issue.version, today=TODAY, **facts)


def test_a_feed_tells_each_step_and_is_valid_atom(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        issue = published(session)
        move(session, issue, Status.SCHEDULED, note=Note("material", {"ca": "Comença dilluns & <dimarts>."}))
        move(session, issue, Status.CLOSED, Outcome.FIXED)
    answer = fetch(visitor)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = read(answer.content)
    assert wrong(feed) == []
    title = "Missing tiles at the market"
    assert titles(visitor) == [f"Fixed: {title}", f"Work planned: {title}", f"Accepted by the city: {title}"]
    scheduled = feed.findall(f"{ATOM}entry")[1]
    assert scheduled.find(f"{ATOM}link").get("href") == f"https://localhost/en/issues/{written(issue.reference)}"
    div = scheduled.find(f"{ATOM}content/{XHTML}div")
    said = etree.tostring(div, method="text", encoding="unicode")
    assert "The material is ordered." in said
    (own,) = [each for each in div if each.get("lang") == "ca"]
    assert own.text == "Comença dilluns & <dimarts>."
    assert own.get(XML_LANG) == "ca"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T23:00:00Z", "the day, as on the page: midnight in the city"


def test_a_feed_keeps_to_its_type_and_district(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        published(session)
        published(session, district_code="marina", title=Words("A hole", "en"))
        published(session, service_code="light", title=Words("A lamp", "en"))
    assert len(titles(visitor)) == 3
    assert titles(visitor, "?district=marina") == ["Accepted by the city: A hole"]
    assert titles(visitor, "?category=light") == ["Accepted by the city: A lamp"]
    assert titles(visitor, "?category=light&district=marina") == []
    assert wrong(read(fetch(visitor, "?category=light&district=marina").content)) == [], "an empty feed is one, too"
    assert fetch(visitor, "?district=nowhere").status_code == 404


def test_names_stay_whatever_is_said_later_and_in_every_language(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        issue = published(session)
        move(session, issue, Status.SCHEDULED)
    before = [name for name, _ in entries(visitor)]
    with city.writing() as session:
        issue = session.get_one(Issue, issue.id)
        move(session, issue, Status.IN_PROGRESS)
        service.redact(
            session, issue, title=Words("Tiles", "en"), description=Words(), version=issue.version, today=TODAY
        )
    after = entries(visitor)
    assert [name for name, _ in after][1:] == before
    assert after[0][1] == "Work has begun: Tiles"
    assert [name for name, _ in entries(visitor, locale="ar")] == [name for name, _ in after]
    arabic = read(fetch(visitor, locale="ar").content)
    assert arabic.get(XML_LANG) == "ar"
    assert {each.get("dir") for each in arabic.iter(f"{XHTML}div")} == {"rtl"}
    assert all("\u2068Tiles\u2069" in each.findtext(f"{ATOM}title") for each in arabic.iter(f"{ATOM}entry"))


def test_what_nobody_may_see_is_in_no_feed(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        hidden, waiting = published(session), published(session)
        later = clock.now() + timedelta(hours=3)
        set_state(session, hidden.reference, hidden=True, published_at=clock.now())
        set_state(session, waiting.reference, hidden=False, published_at=later)
    assert titles(visitor) == []


def test_an_issue_that_appears_late_is_told_on_the_day_it_appears(
    city: Database, visitor: Visitor, frozen_clock: FrozenClock
) -> None:
    with city.writing() as session:
        published(session, published_at=clock.now() + timedelta(hours=20))
    assert titles(visitor) == []
    frozen_clock.advance(timedelta(hours=21))
    feed = read(fetch(visitor, cookie="a=b").content)
    assert [each.text for each in feed.iter(f"{ATOM}updated")] == ["2026-11-23T23:00:00Z"] * 2


def test_imported_issues_are_told_where_little_else_is(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        publish_many(session, [new_issue(title=Words("Old\x0b hole\ufffe", "en"))], prefix="VIL")
    assert titles(visitor) == ["Reported: Old hole"], "and no sign that XML forbids"


def test_nothing_private_moves_a_feed(city: Database, visitor: Visitor, settings: Settings) -> None:
    with city.writing() as session:
        issue = published(session)
    first = fetch(visitor)
    assert fetch(visitor, **{"if-none-match": first.headers["etag"]}).status_code == 304
    with city.writing() as session:
        said_by_others.say(session, issue_id=issue.id, day=TODAY.isoformat())
    again = fetch(visitor)
    assert again.headers["etag"] != first.headers["etag"], "it stands on the page"
    assert again.content == first.content, "and it is no news"
    with city.writing() as session:
        move(session, session.get_one(Issue, issue.id), Status.SCHEDULED)
    names = [name for name, _ in entries(visitor)]
    with city.writing() as session:
        said_by_others.take_back(session, issue.id)
    assert [name for name, _ in entries(visitor)] == names
    with city.writing() as session:
        service.withdraw_words(
            session, _media(settings), session.get_one(Issue, issue.id), title=Words("Ground", "en"), today=TODAY
        )
    told = read(fetch(visitor).content)
    assert told.findtext(f"{ATOM}updated") == read(first.content).findtext(f"{ATOM}updated")
    assert len(told.findall(f"{ATOM}entry")) == 2


def test_the_list_leads_to_its_feed(city: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/issues?district=marina&status=closed")
    (head,) = [each for each in page.all("link") if each.get("type") == "application/atom+xml"]
    assert head.get("href") == "/en/issues.atom?district=marina"
    follow = visitor.get(page.link("Follow this list"))
    assert "https://localhost/en/issues.atom?district=marina" in follow.text
    assert follow.link("Open the feed") == "/en/issues.atom?district=marina"
    assert visitor.submit(follow, "filter", district="").link("Open the feed") == "/en/issues.atom"


def _media(settings: Settings) -> Any:
    from portal.ground.media.folder import media_of

    return media_of(settings)
