"""Walks through every page of the portal, error states too: each gives (what it is, the HTML as it was sent)."""

import re
from collections.abc import Iterator

from tests.every_page import DESK, NOT_THERE, PUBLIC
from tests.portal.listen.reports.test_filing import photo
from tests.visitor import Page, Visitor

Sent = tuple[str, str]
PHOTO = [("photo", ("tile.jpg", photo(), "image/jpeg"))]
CODE = re.compile(r"(?:\w{4}-){5}\w{4}")


def status_of(path: str) -> int:
    """What a page of the lists answers with."""
    return 404 if path in NOT_THERE else 200


def public_pages(visitor: Visitor, facts: dict[str, str]) -> Iterator[Sent]:
    """Every page that has an address of its own."""
    for path in PUBLIC:
        page = visitor.get(f"/{visitor.locale}{path}".format_map(facts), status=status_of(path))
        yield f"{visitor.locale}{path}", page.html
    nothing = visitor.get(f"/{visitor.locale}/issues?status=closed&category=ground&district=centre")
    yield f"{visitor.locale}/issues, filtered", nothing.html


def report_pages(visitor: Visitor) -> Iterator[Sent]:
    """A report from the first question to its withdrawal, each step wrong once."""
    at = f"/{visitor.locale}"
    first = visitor.get(f"{at}/report")
    yield from _named(visitor, "problem, wrong", visitor.submit(first, "problem", status=422))
    words = "Five tiles are missing. I am on 612 345 678."
    personal = visitor.submit(first, "problem", category="ground", words=words)
    yield from _named(visitor, "personal data", personal)
    place = visitor.submit(personal, "personal", press="keep-all")
    again = visitor.submit(visitor.get(place.url.replace("/place", "/problem")), "problem", press="upload", files=PHOTO)
    yield from _named(visitor, "problem, again", again)
    yield from _named(visitor, "cover", visitor.submit(again, "problem", press="cover-photo-1"))
    yield from _named(visitor, "place", place)
    yield from _named(visitor, "map", visitor.get(place.url.replace("/place", "/map")))
    yield from _named(visitor, "place, wrong", visitor.submit(place, "place-form", status=422))
    yield from _named(visitor, "streets", visitor.get(place.url.replace("/place", "/streets?q=carrer")))
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12", district="centre")
    yield from _named(visitor, "check", check)
    yield from _named(visitor, "check, wrong", visitor.submit(check, "check", status=422, public="yes", email="ana@"))
    sent = visitor.submit(check, "check", public="yes")
    yield from _named(visitor, "sent", sent)
    ask = visitor.get(f"{at}/track")
    yield from _named(visitor, "track, wrong", visitor.submit(ask, "track", status=422, code="nonsense"))
    found = CODE.search(sent.text)
    assert found
    case = visitor.submit(ask, "track", code=found[0])
    yield from _named(visitor, "case", case)
    yield from _named(visitor, "case, wrong", visitor.submit(case, "say", status=422))
    asked = visitor.submit(case, "say", text="Call 612 345 678.")
    yield from _named(visitor, "personal data in a note", asked)
    sure = visitor.press(case, "withdraw-button")
    yield from _named(visitor, "withdraw", sure)
    yield from _named(visitor, "withdrawn", visitor.submit(sure, "withdraw-now"))


def resident_pages(visitor: Visitor, facts: dict[str, str], link: str) -> Iterator[Sent]:
    """Signing in, voting, signing out."""
    at = f"/{visitor.locale}"
    asked = visitor.submit(visitor.get(f"{at}/sign-in"), "sign-in", status=422)
    yield from _named(visitor, "sign-in, wrong", asked)
    door = visitor.get(link.replace("/en/", f"{at}/"))
    yield from _named(visitor, "enter", door)
    visitor.submit(door, "enter")
    poll = visitor.get(f"{at}/decide/{facts['poll']}")
    yield from _named(visitor, "ballot", poll)
    yield from _named(visitor, "ballot, wrong", visitor.submit(poll, "ballot", status=422))
    chosen = visitor.submit(poll, "ballot", option="o1")
    yield from _named(visitor, "ballot, check", chosen)
    yield from _named(visitor, "voted", visitor.submit(chosen, "vote"))
    yield from _named(visitor, "sign-out", visitor.get(f"{at}/sign-out"))


def desk_pages(visitor: Visitor, facts: dict[str, str], link: str) -> Iterator[Sent]:
    """Every page of the desk, and its forms with nothing in them."""
    at = f"/staff/{visitor.locale}"
    door = visitor.get(link.replace("/staff/en/", f"{at}/"))
    yield from _named(visitor, "staff, enter", door)
    visitor.submit(door, "enter")
    for path in DESK:
        page = visitor.get(f"{at}{path}".format_map(facts), status=status_of(path))
        yield f"{visitor.locale}/staff{path}", page.html
    decision = visitor.get(f"{at}/report/{facts['report']}")
    yield from _named(visitor, "decision, wrong", visitor.submit(decision, "decision-form", status=422, do="decline"))


def _named(visitor: Visitor, name: str, page: Page) -> Iterator[Sent]:
    yield f"{visitor.locale}: {name}", page.html
