"""Two clerks at once: one of them decides, and the other one loses no word."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.testclient import TestClient

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import address_of, decided
from tests.tables import acts, one, rows
from tests.visitor import ORIGIN, Page, Visitor, filled_in


def both(page: Page) -> str:
    """The words of a page that shows two texts."""
    assert "What you typed is not saved. It is still on this page." in page.text
    return page.text


def test_the_second_decision_is_a_page_with_both(
    clerk: Visitor, colleague: Visitor, file: File, city: Database
) -> None:
    given = file()
    hers, his = clerk.get(given.path), colleague.get(given.path)
    clerk.submit(hers, "decision-form", do="decline", reason="not-ours")
    page = colleague.submit(his, "decision-form", status=409, title="CARLES TITLE", text="CARLES TEXT")
    assert page.h1 == "Somebody else decided about this report first"
    text = both(page)
    for words in ("Not published", "Somebody else is responsible", "S ", "CARLES TITLE", "CARLES TEXT"):
        assert words in text
    assert not [form for form in page.all("form") if form.get("id") == "again"], "it is decided"
    assert one(city, "SELECT count(*) FROM city_issue") == 0
    assert len(acts(city)) == 1


def test_a_report_that_changed_and_still_waits_can_be_decided_from_the_same_page(
    clerk: Visitor, colleague: Visitor, file: File, city: Database
) -> None:
    given = file()
    his = colleague.get(f"{given.path}?category=ground")
    decided(clerk, given, do="ask", ready="still")
    page = colleague.submit(his, "decision-form", status=409, title="CARLES TITLE")
    assert page.h1 == "This report changed while you read it"
    assert "category=ground" in page.form("again").get("action"), "the next report is one of those that were asked for"
    assert "category=ground" in page.link("Back to the queue")
    assert "Is the problem still there?" in both(page)
    colleague.submit(page, "again")
    assert rows(city, "SELECT title FROM city_issue") == [("CARLES TITLE",)]


def test_a_version_that_nobody_has_read_loses_no_word(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file())
    page = clerk.get(f"/staff/en/issue/{address_of(city)}")
    for version in ("", "²", "9" * 5_000):
        for form, said in (
            ("happened", {"standing": "scheduled", "own": "HIS WORDS"}),
            ("words", {"title": "HIS WORDS"}),
        ):
            assert "HIS WORDS" in both(clerk.submit(page, form, status=409, version=version, **said))
    page = clerk.submit(page, "happened", status=422, version="9", standing="flying")
    assert page.errors == ["Choose what happened."]


def test_two_clerks_move_one_issue(clerk: Visitor, colleague: Visitor, file: File, city: Database) -> None:
    decided(clerk, file())
    address = address_of(city)
    hers, his = (each.get(f"/staff/en/issue/{address}") for each in (clerk, colleague))
    clerk.submit(hers, "happened", standing="scheduled", own="HER WORDS")
    page = colleague.submit(his, "happened", status=409, standing="closed.fixed", ready="done-lasting", own="HIS WORDS")
    assert page.h1 == "Somebody else changed this issue first"
    text = both(page)
    for words in ("Work planned", "HER WORDS", "Fixed", "The repair is done.", "HIS WORDS"):
        assert words in text
    colleague.submit(page, "again")
    assert rows(city, "SELECT status, outcome FROM city_issue") == [("closed", "fixed")]


def test_two_clerks_reword_one_issue(clerk: Visitor, colleague: Visitor, file: File, city: Database) -> None:
    decided(clerk, file())
    address = address_of(city)
    hers, his = (each.get(f"/staff/en/issue/{address}") for each in (clerk, colleague))
    clerk.submit(hers, "words", title="HER TITLE")
    page = colleague.submit(his, "words", status=409, title="HIS TITLE", text="HIS TEXT")
    text = both(page)
    for words in ("HER TITLE", "HIS TITLE", "HIS TEXT"):
        assert words in text
    colleague.submit(page, "again")
    assert rows(city, "SELECT title, description FROM city_issue") == [("HIS TITLE", "HIS TEXT")]


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """Start two things at the same moment, each in a thread of its own, and give what both answered."""
    answers: list[Any] = []
    gate = threading.Barrier(2)

    def run(act: Callable[[], Any]) -> None:
        gate.wait()
        answers.append(act())

    threads = [threading.Thread(target=run, args=(act,)) for act in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_in_a_true_race_exactly_one_publishes(clerk: Visitor, colleague: Visitor, file: File, city: Database) -> None:
    for number in range(1, 6):
        path = file().path
        forms = [(each.client, filled_in(each.get(path).form("decision-form"))) for each in (clerk, colleague)]

        def send(client: TestClient, said: dict[str, Any], path: str = path) -> int:
            return int(client.post(path, data=said, headers={"origin": ORIGIN}).status_code)

        assert sorted(at_once(*(partial(send, *form) for form in forms))) == [303, 409]
        assert one(city, "SELECT count(*) FROM city_issue") == number
        assert len(acts(city)) == number


def test_the_race_is_real(file: File, city: Database) -> None:
    """The control: whoever looks before writing, without a lock, decides twice."""
    given = file()
    looked = threading.Barrier(2)

    def decide() -> bool:
        status = one(city, "SELECT status FROM listen_report WHERE reference = :r", r=given.reference)
        looked.wait()
        with city.writing() as session:
            session.connection().exec_driver_sql("UPDATE listen_report SET status = 'published', version = version + 1")
        return bool(status == "received")

    assert at_once(decide, decide) == [True, True]
