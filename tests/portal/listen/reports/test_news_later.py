"""News by e-mail can be wanted after the report was sent: the address is sealed, once, and refused with a sentence."""

from sqlalchemy import text

from portal.ground.database import Database
from tests.portal.listen.reports.test_filing import at_check
from tests.portal.listen.reports.test_track import CODE, opened, said
from tests.visitor import Page, Visitor


def followed(visitor: Visitor) -> Page:
    """The page of a report that was sent without an address."""
    return opened(visitor, said(CODE, visitor.submit(at_check(visitor), "check", public="yes")))


def sealed(city: Database) -> int:
    """How many addresses the vault holds."""
    with city.reading() as session:
        asked = text("SELECT count(*) FROM ground_vault_field WHERE column_name = 'email'")
        return int(session.execute(asked).scalar_one())


def test_an_address_can_be_left_on_the_page_of_the_report_and_taken_away(visitor: Visitor, city: Database) -> None:
    page = followed(visitor)
    told = visitor.submit(page, "news", email="ana@example.org")
    assert "We send news about this report to your e-mail address." in told.text
    assert "ana@example.org" not in told.html
    assert sealed(city) == 1
    stopped = visitor.submit(told, "stop")
    assert sealed(city) == 0
    assert stopped.form("news") is not None


def test_what_is_no_address_stands_in_its_form_with_what_to_mend(visitor: Visitor, city: Database) -> None:
    page = followed(visitor)
    for wrong in ("", "ana"):
        refused = visitor.submit(page, "news", status=422, email=wrong)
        assert "such as name@example.org" in refused.text
    assert 'value="ana"' in refused.html
    assert sealed(city) == 0
