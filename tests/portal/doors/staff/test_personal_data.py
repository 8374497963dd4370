"""What looks like personal data is marked for the clerk, and asked about before it is public."""

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.deciding import decide
from tests.portal.doors.staff.reports import address_of, decided
from tests.tables import one, rows
from tests.visitor import Visitor


def test_a_clerk_is_asked_before_personal_data_becomes_public(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    page = decide(clerk, given, status=422, text="Ask Ana, 612 345 678.", title="Ana: ana@example.org")
    assert [error.split(". ")[0].removeprefix("Everyone would read ") for error in page.errors] == [
        "ana@example.org", "612 345 678"
    ]  # fmt: skip
    assert "612 345 678" in ["".join(mark.itertext()) for mark in page.all("mark")]
    assert one(city, "SELECT count(*) FROM city_issue") == 0
    page = clerk.submit(page, "decision-form", status=422, title="Tiles", text="Call the city: 612 345 678.")
    assert len(page.errors) == 1
    clerk.submit(page, "decision-form", sure="yes")
    assert rows(city, "SELECT title, description FROM city_issue") == [("Tiles", "Call the city: 612 345 678.")]


def test_a_clerk_is_asked_about_a_sentence_and_new_words_of_an_issue(
    clerk: Visitor, file: File, city: Database
) -> None:
    decided(clerk, file())
    path = f"/staff/en/issue/{address_of(city)}"
    page = clerk.submit(clerk.get(path), "happened", status=422, standing="open", own="Ask 612 345 678.")
    assert "sure" in [box.get("name") for box in page.form("happened").iter("input")]
    page = clerk.submit(page, "happened", sure="yes")
    page = clerk.submit(page, "words", status=422, text="Ask 612 345 678.")
    assert len(page.errors) == 1
    clerk.submit(page, "words", text="Ask us.")
    assert one(city, "SELECT description FROM city_issue") == "Ask us."


def test_personal_data_is_marked_for_the_clerk(clerk: Visitor, file: File) -> None:
    page = clerk.get(file(words="<b>Call</b> 612 345 678\nor ana@example.org", language="es").path)
    assert ["".join(mark.itertext()) for mark in page.all("mark")] == [
        "Phone number 612 345 678",
        "E-mail address ana@example.org",
    ]
    assert "Possible personal data: Phone number and E-mail address." in page.text
    assert not page.all("b")
