"""The desk reads from right to left, too: every page, whole, with residents' words in their own direction."""

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import address_of, decided, two_coloured_photo
from tests.visitor import Visitor


def test_every_page_stands_in_arabic(clerk: Visitor, manager: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(photos=[two_coloured_photo()]))
    given = file(
        words="الحاوية تسد المعبر. هاتفي 612 345 678", language="ar", locale="ar", photos=[two_coloured_photo()]
    )
    address = address_of(city)
    for path in ("queue", f"report/{given.id}", "issues", f"issue/{address}", "new", "record"):
        page = manager.get(f"/staff/ar/{path}")
        (html,) = page.all("html")
        assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    page = clerk.get(f"/staff/ar/report/{given.id}")
    clerk.submit(page, "place-form")
    clerk.submit(page, "decision-form", status=422, do="decline")
    clerk.submit(page, "decision-form", do="ask", ready="where")
    clerk.submit(page, "decision-form", status=409)
    clerk.submit(clerk.get(f"/staff/ar/issue/{address}"), "happened", standing="scheduled")
