"""Every page of figures in English and in Arabic, on both databases: well made for everybody who reads it."""

from portal.ground.database import Database
from tests.portal.understand.figures.town import START
from tests.visitor import Visitor

NEWEST = "needs-2026-W30"
PATHS = (
    "figures",
    f"figures?period=2026-W{START - 103}",
    "figures/releases",
    "figures/ledger",
    f"figures/{NEWEST}",
    "figures/anonymous-2026-W30",
)


def test_every_page_is_well_made(published: Database, visitor: Visitor) -> None:
    for path in PATHS:
        page = visitor.get(f"/en/{path}")
        assert page.title == f"{page.h1} – Veu"
        assert page.html.count("<script") == 1, "what every page has, and no other"
        assert "style=" not in page.html


def test_every_page_is_well_made_in_arabic(published: Database, visitor: Visitor) -> None:
    for path in PATHS:
        assert 'dir="rtl"' in visitor.get(f"/ar/{path}").html
