"""A report joins an issue: which ones are proposed, and how little everyone learns of it."""

from datetime import timedelta

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.deciding import decide, stands
from tests.portal.doors.staff.reports import address_of, decided
from tests.portal.doors.staff.test_withdrawing import withdraw
from tests.tables import one, rows
from tests.visitor import Visitor

HOUR = timedelta(hours=1)


def test_merging_joins_a_suggested_issue_and_shows_no_number(
    clerk: Visitor, file: File, city: Database, settings: Settings, ring: KeyRing
) -> None:
    first, second, third = (file(ago=hours * HOUR) for hours in (3, 2, 1))
    decided(clerk, first)
    reference = str(one(city, "SELECT reference FROM city_issue"))
    page = clerk.get(second.path)
    assert reference in page.text
    assert "Similar, within 150 m" in page.text
    public = f"/en/issues/{reference.replace(' ', '-')}"
    clerk.submit(page, "decision-form", do="merge", issue=reference.replace(" ", "-"))
    work_off(city, registry(settings, ring))
    before = Visitor(clerk.app).get(public).text
    assert before.count("Others have said so too") == 1
    decide(clerk, third, do="merge", reference=reference.lower())
    work_off(city, registry(settings, ring))
    assert stands(city, second)[0] == stands(city, third)[0] == "merged"
    assert one(city, "SELECT count(*) FROM city_issue") == 1
    assert Visitor(clerk.app).get(public).text == before, "how many reports are behind an issue is never shown"
    desk = clerk.get(f"/staff/en/issue/{reference.replace(' ', '-')}")
    assert all(each.reference in desk.text for each in (first, second, third))


def test_what_others_said_is_taken_back_with_the_last_report_that_joined(
    clerk: Visitor, file: File, city: Database, settings: Settings, ring: KeyRing
) -> None:
    first, second, third = (file(ago=hours * HOUR) for hours in (3, 2, 1))
    decided(clerk, first)
    for joined in (second, third):
        decided(clerk, joined, do="merge", reference=address_of(city))
    work_off(city, registry(settings, ring))

    def said() -> bool:
        return "Others have said so too" in Visitor(clerk.app).get(f"/en/issues/{address_of(city)}").text

    for joined, still_said in ((second, True), (third, False)):
        assert said()
        clerk.submit(clerk.get(joined.path), "reopen", why="other-problem")
        assert said() is still_said
    assert one(city, "SELECT hidden FROM city_issue") in (False, 0)


def test_who_withdraws_is_no_longer_among_the_others(
    clerk: Visitor, file: File, city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    decided(clerk, file(ago=HOUR))
    second, later = file(), file(delay_hours=3)
    for joined in (second, later):
        decided(clerk, joined, do="merge", reference=address_of(city))

    def said() -> bool:
        work_off(city, registry(settings, ring))
        return "Others have said so too" in Visitor(clerk.app).get(f"/en/issues/{address_of(city)}").text

    assert said()
    withdraw(clerk, second)
    assert not said(), "who is left could not appear yet"
    frozen_clock.advance(4 * HOUR)
    assert said()
    withdraw(clerk, later)
    assert not said()


def test_what_was_to_be_said_of_others_is_not_said_once_they_have_left(
    clerk: Visitor, file: File, city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    decided(clerk, file(ago=HOUR))
    second, third = file(delay_hours=3), file(delay_hours=3)
    for joined in (second, third):
        decided(clerk, joined, do="merge", reference=address_of(city))
    clerk.submit(clerk.get(second.path), "reopen", why="other-problem")
    withdraw(clerk, third)
    frozen_clock.advance(5 * HOUR)
    work_off(city, registry(settings, ring))
    assert "Others have said so too" not in Visitor(clerk.app).get(f"/en/issues/{address_of(city)}").text


def test_an_issue_in_the_reports_own_street_is_proposed_first(clerk: Visitor, file: File, city: Database) -> None:
    for hours, street in ((4, 1), (3, 2)):
        decided(clerk, file(ago=hours * HOUR, street_id=street))
    first, second = (str(name) for (name,) in rows(city, "SELECT reference FROM city_issue ORDER BY id"))
    for street, expected in ((1, first), (2, second)):
        page = clerk.get(file(street_id=street).path)
        table = next(each for each in page.all("div") if each.get("id") == "similar")
        assert "".join(next(table.iter("a")).itertext()) == expected
        assert page.text.index("On the same street") < page.text.index("Same spot on the map")


def test_nothing_is_said_of_others_before_their_report_could_appear_or_if_only_staff_may_see_it(
    clerk: Visitor, file: File, city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    decided(clerk, file(ago=HOUR))
    decided(clerk, file(may_publish=False), do="merge", reference=address_of(city))
    decided(clerk, file(delay_hours=3), do="merge", reference=address_of(city))

    def said() -> bool:
        work_off(city, registry(settings, ring))
        return "Others have said so too" in Visitor(clerk.app).get(f"/en/issues/{address_of(city)}").text

    assert not said()
    frozen_clock.advance(2 * HOUR)
    assert not said()
    frozen_clock.advance(2 * HOUR)
    assert said()


def test_an_issue_that_is_closed_is_never_proposed_as_closed_alone(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(ago=2 * HOUR))
    page = clerk.get(f"/staff/en/issue/{address_of(city)}")
    clerk.submit(page, "happened", standing="closed.will-not-do", ready="no-money")
    page = clerk.get(file().path)
    assert page.text.count("Closed: the city will not do this") == 2, "in the table, and where it can be chosen"
    assert "if the problem is back, publish this report" in page.text
    assert "accept this report by itself" in clerk.get(file(may_publish=False).path).text, "it may not be published"
