"""A clerk decides about a report: it works, then each refusal, and what follows in every other room."""

from datetime import timedelta

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.deciding import decide, stands
from tests.portal.doors.staff.reports import address_of, decided
from tests.tables import acts, one, rows
from tests.visitor import Visitor

HOUR = timedelta(hours=1)


def cells(city: Database) -> list[str]:
    """Where voices are counted."""
    return sorted(cell for (cell,) in rows(city, "SELECT cell FROM ground_contribution"))


def test_publishing_makes_an_issue_of_the_masked_words(clerk: Visitor, file: File, city: Database) -> None:
    given = file(street_id=1, email="ana@example.org")
    after = decide(clerk, given)
    assert f"Saved: {given.reference} is now “Published”." in after.text
    assert stands(city, given)[:2] == ("published", "")
    (issue,) = rows(city, "SELECT reference, title, description, place_words, status, due_on FROM city_issue")
    assert issue[1:5] == (
        "Five tiles are missing", "Five tiles are missing. Call me on █████.", "Carrer del Molí", "open"
    )  # fmt: skip
    assert str(issue[5]) == "2026-12-07"
    everyone = Visitor(clerk.app)
    page = everyone.get(f"/en/issues/{issue[0].replace(' ', '-')}")
    assert "612 345 678" not in page.html
    assert "Accepted by the city" in page.text
    assert given.reference not in page.html
    assert one(city, "SELECT count(*) FROM ground_job WHERE kind = 'vault.send'") == 2, "received, and published"


def test_the_words_are_what_the_clerk_wrote(clerk: Visitor, file: File, city: Database) -> None:
    decide(clerk, file(), title="Rajoles soltes", language="ca-valencia", text="")
    found = rows(city, "SELECT title, title_language, description, description_language FROM city_issue")
    assert found == [("Rajoles soltes", "ca-valencia", "", "")]


def test_a_clerk_corrects_the_language_that_a_report_is_written_in(clerk: Visitor, file: File, city: Database) -> None:
    given = file(words="Falten cinc rajoles.", language="es")
    page = clerk.get(given.path)
    refused = clerk.submit(page, "decision-form", status=422, written_in="xx")
    assert refused.errors == ["Choose a language from the list."]
    assert one(city, "SELECT language FROM listen_report") == "es"
    clerk.submit(page, "decision-form", written_in="ca-valencia", language="ca-valencia")
    assert one(city, "SELECT language FROM listen_report") == "ca-valencia"
    assert one(city, "SELECT description_language FROM city_issue") == "ca-valencia"
    other = file(words="Falten cinc rajoles.", language="es")
    decide(clerk, other, do="decline", reason="person", written_in="und")
    assert one(city, "SELECT language FROM listen_report ORDER BY filed_at DESC, status LIMIT 1") == ""


def test_a_delayed_report_appears_at_a_full_hour_and_not_before(
    clerk: Visitor, file: File, city: Database, frozen_clock: FrozenClock
) -> None:
    decided(clerk, file(delay_hours=3, ago=timedelta(minutes=20)))
    reference = address_of(city)
    everyone = Visitor(clerk.app)
    everyone.get(f"/en/issues/{reference}", status=404)
    assert "Everyone, from" in clerk.get(f"/staff/en/issue/{reference}").text
    frozen_clock.advance(3 * HOUR)
    everyone.get(f"/en/issues/{reference}")


def test_a_public_point_is_the_middle_of_the_coarse_cell(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file())
    ((lat, lon),) = rows(city, "SELECT public_lat, public_lon FROM city_issue")
    assert (lat, lon) != (38.910, 0.610)
    assert abs(lat - 38.910) < 0.002
    assert abs(lon - 0.610) < 0.002


def test_save_and_next_goes_through_the_queue_in_order(clerk: Visitor, file: File) -> None:
    first, second, third = (file(ago=hours * HOUR) for hours in (3, 2, 1))
    page = decide(clerk, second)
    assert page.h1.startswith(third.reference)
    page = clerk.submit(page, "decision-form")
    assert page.h1.startswith(first.reference), "after the last one comes the first that was left out"
    page = clerk.submit(page, "decision-form")
    assert page.h1 == "Reports to review (0)"
    assert f"Saved: {first.reference}" in page.text


def test_save_and_next_keeps_the_filter_and_the_order(clerk: Visitor, file: File) -> None:
    light = file(service_code="light", due_days=9, ago=3 * HOUR)
    file(ago=2 * HOUR)
    soon = file(service_code="light", due_days=2, ago=HOUR)
    page = clerk.get(clerk.get("/staff/en/queue?category=light&order=due").link(soon.reference))
    page = clerk.submit(page, "decision-form")
    assert page.h1.startswith(light.reference)
    page = clerk.submit(page, "decision-form")
    assert page.h1 == "Reports to review (1)"
    assert "No report fits this filter" in page.text


def test_asking_sends_a_question_in_the_reporters_language(clerk: Visitor, file: File, city: Database) -> None:
    given = file(email="rosa@example.org", locale="en")
    decide(clerk, given, do="ask", ready="still", question="Is it wet?")
    assert stands(city, given)[0] == "question"
    letters = str(rows(city, "SELECT payload FROM ground_job WHERE kind = 'vault.send'"))
    assert letters.count(str(given.id)) == 2, "each letter is about the report"
    said = rows(city, "SELECT kind, text FROM listen_case_message")
    assert said == [("question", "Is the problem still there?\nIs it wet?")]
    resident = Visitor(clerk.app)
    case = resident.submit(resident.get("/en/track"), "track", code=given.code)
    resident.submit(case, "say", text="Yes, very.")
    page = clerk.get(given.path)
    assert "The reporter answered" in page.text
    assert "Yes, very." in page.text
    assert "Answered" in page.text


def test_a_duplicate_leads_to_its_original(clerk: Visitor, file: File, city: Database) -> None:
    for hours in (3, 2):
        decided(clerk, file(ago=hours * HOUR))
    original, double = (str(name) for (name,) in rows(city, "SELECT reference FROM city_issue ORDER BY id"))
    page = clerk.get(f"/staff/en/issue/{double.replace(' ', '-')}")
    clerk.submit(page, "happened", standing="closed.duplicate", duplicate=original)
    third = file()
    decided(clerk, third, do="merge", reference=double)
    assert one(city, "SELECT issue_id FROM listen_report WHERE reference = :r", r=third.reference) == 1


def test_declining_tells_the_reason(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    decide(clerk, given, do="decline", reason="not-ours")
    assert stands(city, given)[:3] == ("declined", "not-ours", None)
    assert cells(city) == ["ground/centre"], "a declined report is still a voice"
    page = clerk.get(given.path)
    assert "Somebody else is responsible for this, not the city." in page.text
    assert not [form for form in page.all("form") if form.get("id") == "decision-form"]


def test_spam_is_no_voice(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(), do="decline", reason="spam")
    assert cells(city) == [""]


def test_a_correction_moves_the_report_and_its_voice(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    decided(clerk, given, category="light", district="marina")
    assert stands(city, given)[4:] == ("light", "marina")
    assert cells(city) == ["light/marina"]
    assert rows(city, "SELECT service_code, district_code FROM city_issue") == [("light", "marina")]


def test_after_its_week_is_closed_a_report_is_corrected_and_its_voice_stays(
    clerk: Visitor, file: File, city: Database
) -> None:
    moved, spam = file(ago=timedelta(days=20)), file(ago=timedelta(days=20), email="x@example.org")
    before = cells(city)
    decided(clerk, moved, category="light")
    decided(clerk, spam, do="decline", reason="spam")
    assert stands(city, moved)[4] == "light"
    assert stands(city, spam)[0] == "declined"
    assert cells(city) == before
    assert one(city, "SELECT count(*) FROM ground_job WHERE kind = 'vault.send'") == 2, "received, and declined"


WRONG = (
    ({"do": ""}, "Choose what should happen."),
    ({"do": "dance"}, "Choose what should happen."),
    ({"title": " "}, "Write a title for the public page."),
    ({"title": "x" * 201}, "Shorten the text to 200 characters."),
    ({"text": "x" * 4001}, "Shorten the text to 4,000 characters."),
    ({"category": "dragons"}, "Choose a type from the list."),
    ({"district": "atlantis"}, "Choose a district from the list."),
    ({"do": "ask"}, "Choose a question, or write one."),
    ({"do": "merge"}, "Choose one issue from the list, or write its reference."),
    ({"do": "merge", "reference": "VIL 222 222"}, "We know no issue with this reference. Compare it letter by letter."),
    ({"do": "merge", "reference": "?"}, "We know no issue with this reference. Compare it letter by letter."),
    ({"do": "decline"}, "Choose a reason: the reporter is told."),
    ({"do": "decline", "reason": "bored"}, "Choose a reason: the reporter is told."),
)


def test_each_refusal_names_the_fix_and_keeps_what_was_typed(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    first = clerk.get(given.path)
    for said, sentence in WRONG:
        page = clerk.submit(first, "decision-form", status=422, **({"title": "TYPED TITLE"} | said))
        assert page.errors == [sentence], said
        if "title" not in said:
            assert page.form("decision-form").find(".//input[@name='title']").get("value") == "TYPED TITLE"
    assert stands(city, given)[0] == "received"
    assert one(city, "SELECT count(*) FROM city_issue") == 0
    assert acts(city) == []


def test_a_report_for_staff_only_cannot_be_published(clerk: Visitor, file: File, city: Database) -> None:
    given = file(may_publish=False)
    page = clerk.get(given.path)
    assert "You cannot publish it." in page.text
    assert not any(box.get("value") == "publish" for box in page.all("input"))
    forced = {"do": "publish", "title": "Forced", "language": "en", "text": "Forced"}
    page = clerk.submit(page, "decision-form", status=422, **forced)
    assert page.errors == ["The reporter asked that only staff see this. Choose something else."]
    clerk.submit(page, "decision-form", do="decline", reason="done")
    assert stands(city, given)[0] == "declined"
    assert one(city, "SELECT count(*) FROM city_issue") == 0


def test_a_hidden_issue_cannot_be_joined(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(ago=HOUR))
    reference = str(one(city, "SELECT reference FROM city_issue"))
    clerk.submit(clerk.get(f"/staff/en/issue/{reference.replace(' ', '-')}"), "sight", reason="mistake")
    page = decide(clerk, file(), status=422, do="merge", reference=reference)
    assert page.errors == ["This issue is hidden. Show it again first, or choose another one."]


def test_a_withdrawn_report_has_no_words_and_no_form(clerk: Visitor, file: File) -> None:
    given = file()
    resident = Visitor(clerk.app)
    case = resident.submit(resident.get("/en/track"), "track", code=given.code)
    resident.submit(resident.press(case, "withdraw-button"), "withdraw-now")
    page = clerk.get(given.path)
    assert "The reporter took it back." in page.text
    assert [form.get("id") for form in page.all("form")] == []


def test_no_such_report(clerk: Visitor) -> None:
    clerk.get("/staff/en/report/00000000-0000-0000-0000-000000000000", status=404)
    clerk.get("/staff/en/report/nonsense", status=404)
