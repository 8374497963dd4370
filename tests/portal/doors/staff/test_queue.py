"""The queue: what waits, in which order, and how little it tells beyond that."""

from datetime import timedelta

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import Given, decided
from tests.tables import one
from tests.visitor import Page, Visitor

QUEUE = "/staff/en/queue"
HOUR = timedelta(hours=1)


def listed(page: Page) -> list[str]:
    """The references in the table, in order."""
    return [" ".join("".join(cell.itertext()).split()) for cell in page.all("th") if cell.get("scope") == "row"]


def references(*given: Given) -> list[str]:
    return [each.reference for each in given]


def test_it_works(clerk: Visitor, file: File) -> None:
    first = file(street_id=1, ago=timedelta(days=1))
    second = file(words="Фонарь не горит", language="ru", locale="ru", service_code="light")
    page = clerk.get(QUEUE)
    assert page.h1 == "Reports to review (2)"
    assert listed(page) == references(first, second)
    assert "Pavement or crossing Carrer del Molí English Phone number 1 day 7 December 2026" in page.text
    assert "Street light Centre Russian None Today" in page.text
    assert "2 reports, oldest first" in page.text
    assert clerk.get(page.link("Start with the oldest")).h1.startswith(first.reference)


def test_the_queue_covers_what_looks_personal(clerk: Visitor, file: File) -> None:
    file(words="Call Ana on 612 345 678 or ana@example.org")
    page = clerk.get(QUEUE)
    assert "612 345 678" not in page.html
    assert "ana@example.org" not in page.html
    assert "Phone number" in page.text
    assert "Possible personal data on this page1" in page.text


NARROWED = {
    "category=light": {1},
    "district=marina": {2},
    "language=ru": {1},
    "age=day": {0},
    "age=late": set(),
    "status=question": {3},
    "category=light&district=marina": set(),
    "status=nonsense&age=nonsense&language=xx&after=nonsense&order=nonsense": {0, 1, 2},
}


def test_each_filter_narrows(clerk: Visitor, file: File) -> None:
    old = file(ago=timedelta(hours=25))
    asked = file(words="asked")
    given = [old, file(service_code="light", language="ru"), file(district_code="marina"), asked]
    decided(clerk, asked, do="ask", ready="where")
    for query, expected in NARROWED.items():
        found = set(listed(clerk.get(f"{QUEUE}?{query}")))
        assert found == {given[place].reference for place in expected}, query


def test_the_caption_says_what_is_left_out(clerk: Visitor, file: File) -> None:
    file(service_code="light", ago=timedelta(days=9))
    assert "1 report, oldest first Reference" in clerk.get(QUEUE).text
    page = clerk.get(f"{QUEUE}?category=light&district=centre&age=week&order=due")
    shown = "1 report, by the day of the answer. Filter: Street light, Centre and Older than 1 week"
    assert '<bdi lang="en">Street light</bdi>' in page.html.partition("<caption")[2].partition("</caption>")[0]
    assert shown in page.text.replace("\u2068", "").replace("\u2069", "")


def test_what_is_counted_is_one_link_away(clerk: Visitor, file: File) -> None:
    late, asked = file(ago=timedelta(days=9)), file()
    file()
    decided(clerk, asked, do="ask", ready="where")
    page = clerk.get(QUEUE)
    assert listed(clerk.get(page.link("Older than 2 working days"))) == references(late)
    assert listed(clerk.get(page.link("Waiting for a resident"))) == references(asked)


def test_a_caller_who_names_a_reference_is_found(clerk: Visitor, file: File, city: Database) -> None:
    published, merged, private, declined = file(), file(), file(may_publish=False), file()
    decided(clerk, published)
    issue = str(one(city, "SELECT reference FROM city_issue"))
    decided(clerk, merged, do="merge", reference=issue)
    decided(clerk, private, do="accept")
    decided(clerk, declined, do="decline", reason="not-ours")
    for given in (published, merged, private, declined):
        page = clerk.submit(clerk.get(QUEUE), "find", reference=f" {given.reference.lower()} ")
        assert page.h1.startswith(given.reference), "decided or not"
    for where in (QUEUE, "/staff/en/issues"):
        assert clerk.submit(clerk.get(where), "find", reference=issue).url.startswith("/staff/en/issue/")
        assert clerk.submit(clerk.get(where), "find", reference=merged.reference).url == merged.path
    for wrong in ("VIL 222 222", "nonsense"):
        assert "We know no report with this reference." in clerk.get(f"{QUEUE}?reference={wrong}").text


def test_a_type_or_district_that_never_was_is_no_empty_queue(clerk: Visitor) -> None:
    clerk.get(f"{QUEUE}?category=dragons", status=404)
    clerk.get(f"{QUEUE}?district=atlantis", status=404)


def test_the_filter_is_a_form_that_keeps_what_was_chosen(clerk: Visitor, file: File) -> None:
    light = file(service_code="light")
    file()
    page = clerk.submit(clerk.get(f"{QUEUE}?order=due"), "filter", category="light")
    assert listed(page) == references(light)
    chosen = [option.get("value") for option in page.all("option") if option.get("selected") is not None]
    assert "light" in chosen
    assert page.form("filter").find(".//input[@name='order']").get("value") == "due"


def test_the_day_of_the_answer_can_stand_first(clerk: Visitor, file: File) -> None:
    late, soon, next_week = file(due_days=30, ago=3 * HOUR), file(due_days=2, ago=2 * HOUR), file(due_days=7)
    page = clerk.get(QUEUE)
    assert listed(page) == references(late, soon, next_week)
    page = clerk.get(page.link("Answer due"))
    assert listed(page) == references(soon, next_week, late)
    (sorted_by,) = [head for head in page.all("th") if head.get("aria-sort")]
    assert "".join(sorted_by.itertext()) == "Answer due"


def test_a_late_answer_is_marked(clerk: Visitor, file: File, city: Database) -> None:
    file(due_days=1)
    assert "24 November 2026 late" not in clerk.get(QUEUE).text
    with city.writing() as session:
        session.connection().exec_driver_sql("UPDATE listen_report SET due_on = '2026-11-22'")
    assert "22 November 2026 late" in clerk.get(QUEUE).text


def test_pages_follow_one_another_without_a_gap(clerk: Visitor, file: File) -> None:
    given = [file(due_days=7 * (40 - place)) for place in range(30)]
    for order in ("", "due"):
        page = clerk.get(f"{QUEUE}?order={order}")
        assert "25 reports shown" in page.text
        assert "more follow" in page.text
        following = clerk.get(page.link("Next"))
        assert sorted(listed(page) + listed(following)) == sorted(references(*given))
    assert listed(page) + listed(following) == references(*reversed(given)), "by the day of the answer"
    assert not any("Next" in "".join(link.itertext()) for link in following.all("a"))


def test_counts_stop_at_200(clerk: Visitor, file: File) -> None:
    for _ in range(200):
        file()
    assert clerk.get(QUEUE).h1 == "Reports to review (200)"
    file()
    assert clerk.get(QUEUE).h1 == "Reports to review (more than 200)"


def test_what_is_due_first_stands_first_however_many_are_older(clerk: Visitor, file: File, city: Database) -> None:
    for _ in range(203):
        file(due_days=30, ago=HOUR)
    urgent = file(due_days=1)
    assert listed(clerk.get(f"{QUEUE}?order=due"))[0] == urgent.reference
    page, seen = clerk.get(f"{QUEUE}?order=due"), 0
    while seen := seen + len(listed(page)):
        if not any("Next" in "".join(link.itertext()) for link in page.all("a")):
            break
        page = clerk.get(page.link("Next"))
    assert seen == one(city, "SELECT count(*) FROM listen_report"), "no report is out of reach"


def test_an_empty_queue_says_so(clerk: Visitor) -> None:
    page = clerk.get(QUEUE)
    assert "Nothing waits for you" in page.text
    assert page.h1 == "Reports to review (0)"


def test_a_filter_that_nothing_fits_leads_back(clerk: Visitor, file: File) -> None:
    given = file()
    page = clerk.get(f"{QUEUE}?category=noise")
    assert "No report fits this filter" in page.text
    assert listed(clerk.get(page.link("Show all reports that wait"))) == references(given)


def test_older_than_two_working_days_are_counted(clerk: Visitor, file: File) -> None:
    file(ago=timedelta(days=4) - HOUR)
    assert "Older than 2 working days0" in clerk.get(QUEUE).text
    file(ago=timedelta(days=4) + HOUR)
    assert "Older than 2 working days1" in clerk.get(QUEUE).text


def test_htmx_gets_the_list_alone_from_the_same_address(clerk: Visitor, file: File) -> None:
    given = file()
    part = clerk.client.get(QUEUE, headers={"hx-request": "true"}).text
    assert given.reference in part
    assert "<html" not in part
    assert part.strip() in clerk.client.get(QUEUE).text


def test_an_address_cannot_make_the_page_say_that_something_was_saved(clerk: Visitor) -> None:
    for saved in ("nonsense", "00000000-0000-0000-0000-000000000000", "<script>"):
        assert "Saved" not in clerk.get(f"{QUEUE}?saved={saved}").text
