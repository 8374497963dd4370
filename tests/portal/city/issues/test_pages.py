"""The pages of issues as a reader meets them: whole, in parts for htmx, in every language, and with every refusal."""

import io
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

from portal.city.issues import photos, service
from portal.city.issues.addresses import written
from portal.city.issues.jobs import turn_late
from portal.city.issues.models import Issue
from portal.city.issues.rules import Note, Outcome, Status
from portal.city.issues.service import Photo, Words, publish_many
from portal.city.services import queries as services
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.media.folder import MediaFolder
from portal.ground.settings import Settings
from tests.portal.city.issues.invented import TODAY, closed, days_ago, new_issue, public_version, published
from tests.visitor import Page, Visitor

PART = {"hx-request": "true"}


def path(issue: Issue) -> str:
    return f"/en/issues/{written(issue.reference)}"


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 80)).save(out, "JPEG")
    return out.getvalue()


def move(session: Session, issue: Issue, status: Status, outcome: Outcome | None = None, note: Note = Note()) -> None:  # noqa: B008
    service.move_on(session, issue, status=status, outcome=outcome, note=note, version=issue.version, today=TODAY)


def ids(page: Page) -> set[str]:
    return {str(element.get("id")) for element in page.tree.iter() if element.get("id")}


@pytest.mark.parametrize("locale", ["en", "ca", "es", "fr"])
def test_list_and_page_hold_whatever_language_residents_write(
    city: Database, visitor: Visitor, locale: str, media_folder: Path
) -> None:
    with city.writing() as session:
        issue = published(session, title=Words("C++ \u202eabc", "en"), due_on=TODAY)
        photo = Photo(jpeg(), 64, 48, Words("حفرة", "ar"))
        service.show_photos(session, MediaFolder(media_folder), issue, [photo, photo], today=TODAY)
        move(session, issue, Status.IN_PROGRESS, note=Note("made-safe", {"es": "Hay una valla."}))
        published(session, title=Words("طريق مكسور", "ar"), point=None, **closed())
    assert "Centre" in visitor.get(f"/{locale}/issues?status=all").text, "without a street, the district"
    assert "VIL" in visitor.get(path(issue).replace("/en/", f"/{locale}/")).text


def test_an_issue_says_where_it_stands_and_what_has_happened(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        issue = published(session, due_on=TODAY)
        move(session, issue, Status.SCHEDULED, note=Note("material"))
    page = visitor.get(path(issue))
    assert page.h1 == "Missing tiles at the market"
    assert page.title == "\u2068Missing tiles at the market\u2069 – Veu"
    told = page.text[page.text.index("What has happened") :]
    expected = ("Reported", "23 November 2026", "Accepted by the city", "Work planned", "The material is ordered.")
    assert [told.index(each) for each in expected] == sorted(told.index(each) for each in expected)
    assert "Expected by 23 November 2026" in told


def test_an_issue_whose_day_has_passed_is_said_to_be_late(
    city: Database, visitor: Visitor, frozen_clock: FrozenClock, settings: Settings
) -> None:
    with city.writing() as session:
        issue = published(session, due_on=TODAY)
    assert "Expected by 23 November 2026" in visitor.get(path(issue)).text
    midnight = datetime.combine(TODAY + timedelta(days=1), time(0, 5), settings.zone)
    frozen_clock.advance(midnight - clock.now())
    with city.writing() as session:
        before = public_version(session)
        turn_late(session, settings.zone)
        assert public_version(session) == before + 1, "pages that were kept are made again"
    assert "Was due by 23 November 2026, and is late" in visitor.get(path(issue)).text
    frozen_clock.advance(timedelta(hours=1))
    with city.writing() as session:
        turn_late(session, settings.zone)
        assert public_version(session) == before + 1, "once"


def test_a_title_that_only_names_the_type_is_in_the_readers_language(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        service = services.service_by_code(session, "ground")
        assert service
        issue = published(session, title=Words(*service.name_in("ca")), **closed())
    named = service.name_in("en").text
    assert named != issue.title
    page = visitor.get(path(issue))
    assert (page.h1, page.title) == (named, f"\u2068{named}\u2069 – Veu")
    for address in ("/en/issues?status=closed", "/en/"):
        assert issue.title not in visitor.get(address).text, address


def test_a_closed_issue_says_how_it_ended_and_offers_a_new_report(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        issue = published(session, **closed(outcome=Outcome.NOT_OURS))
    page = visitor.get(path(issue))
    assert "Closed: not the city’s to do" in page.text
    assert "support-form" not in ids(page)
    assert visitor.submit(page, "again").h1 == "What is the problem?"


def test_a_duplicate_leads_to_the_original(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        first, second = published(session), published(session)
        service.move_on(
            session, second, status=Status.CLOSED, outcome=Outcome.DUPLICATE, version=1, today=TODAY, duplicate_of=first
        )
    assert visitor.get(path(second)).link("Go to issue") == path(first)


def test_no_page_says_how_many_support_an_issue(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        issue = published(session)
    assert "Nobody sees who says so, and no number is shown." in visitor.get(path(issue)).text


@pytest.mark.parametrize("spelled", ["{}", "{} ", "{:l}"])
def test_another_spelling_leads_to_the_one_that_is_used(city: Database, visitor: Visitor, spelled: str) -> None:
    with city.writing() as session:
        issue = published(session)
    typed = issue.reference.lower() if "l" in spelled else issue.reference.replace(" ", "%20")
    answer = visitor.client.get(f"/en/issues/{typed}")
    assert (answer.status_code, answer.headers["location"]) == (301, path(issue))


def test_a_photo_is_sent_as_it_is_and_asked_for_again(city: Database, visitor: Visitor, media_folder: Path) -> None:
    picture = jpeg()
    with city.writing() as session:
        issue = published(session)
        service.show_photos(session, MediaFolder(media_folder), issue, [Photo(picture, 64, 48)], today=TODAY)
        (photo,) = photos.of_issue(session, issue.id or 0)
    answer = visitor.client.get(f"{path(issue)}/photo-1.jpg")
    assert (answer.content, answer.headers["content-type"]) == (picture, "image/jpeg")
    assert photo.media_key[:8] not in str(answer.headers)
    again = visitor.client.get(f"{path(issue)}/photo-1.jpg", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_offers_the_small_copy_of_a_photo(city: Database, visitor: Visitor, media_folder: Path) -> None:
    small = jpeg()
    with city.writing() as session:
        issue, media = published(session), MediaFolder(media_folder)
        service.show_photos(session, media, issue, [Photo(b"whole", 1200, 1600, small=small)], today=TODAY)
        (photo,) = photos.of_issue(session, issue.id or 0)
        assert photos.among(session, [photo.media_key, photo.small_key, "other"]) == {photo.media_key, photo.small_key}
    (offered,) = [each.get("srcset") for each in visitor.get(path(issue)).all("img")]
    (address, width), (whole, _) = (each.split() for each in offered.split(","))
    assert (visitor.client.get(address).content, width) == (small, "480w")
    assert visitor.client.get(whole).content == b"whole"
    with city.writing() as session:
        service.drop_photos(session, media, issue, [1], today=TODAY)
    assert not list(media_folder.rglob("*.jpg"))


def test_the_filter_is_a_plain_form_that_keeps_what_was_chosen(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        publish_many(session, [new_issue(reported_on=days_ago(day)) for day in range(45)], prefix="VIL")
        publish_many(session, [new_issue(service_code="light", **closed())], prefix="VIL")
    page = visitor.submit(visitor.get("/en/issues"), "filter", category="ground", order="oldest")
    assert "20 issues shown, more follow" in page.text
    following = visitor.get(page.link("Next"))
    assert "category=ground" in page.link("Next")
    assert visitor.get(following.link("Next")).text.count("Missing tiles at the market") == 5
    chosen = {option.get("value") for option in following.all("option") if option.get("selected") is not None}
    assert chosen == {"open", "ground", "", "oldest"}
    fixed = visitor.get("/en/issues?status=closed&category=light")
    assert "1 issue shown" in fixed.text
    assert "of 46" not in fixed.text


def test_a_filter_that_nothing_fits_offers_all_issues(city: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/issues?district=marina")
    assert "No issue fits this filter" in page.text
    assert "No issue is open at the moment" in visitor.get("/en/issues").text, "where no filter was set"
    assert page.link("Show all issues") == "/en/issues?status=all"


@pytest.mark.parametrize("query", ["category=gold", "district=atlantis"])
def test_a_filter_that_the_city_never_had_is_no_page(visitor: Visitor, query: str) -> None:
    assert visitor.get(f"/en/issues?{query}", status=404).status == 404


def test_words_that_are_not_understood_mean_the_usual_list(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        published(session)
    page = visitor.get("/en/issues?status=lost&order=loudest&after=nowhere")
    assert "1 issue shown" in page.text


@pytest.mark.parametrize("which", ["list", "issue"])
def test_htmx_gets_the_part_that_the_page_holds(city: Database, visitor: Visitor, which: str) -> None:
    with city.writing() as session:
        issue = published(session)
    address = "/en/issues" if which == "list" else path(issue)
    part = visitor.client.get(address, headers=PART)
    assert part.text.strip() in visitor.client.get(address).text
    assert part.headers["vary"].startswith("HX-Request")
    assert "<html" not in part.text


@pytest.mark.parametrize("cookie", [{}, {"cookie": "seen=1"}], ids=["kept", "made"])
@pytest.mark.parametrize("asked", [{"hx-history-restore-request": "true"}, {"hx-request-type": "full"}])
def test_going_back_or_choosing_from_a_page_brings_all_of_it(
    city: Database, visitor: Visitor, asked: dict[str, str], cookie: dict[str, str]
) -> None:
    assert "<html" not in visitor.client.get("/en/issues", headers=PART).text
    assert "<html" in visitor.client.get("/en/issues", headers=PART | asked | cookie).text


def test_everything_that_can_be_focused_in_a_swapped_part_has_an_id(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        publish_many(session, [new_issue(reported_on=days_ago(day)) for day in range(45)], prefix="VIL")
    page = visitor.get(visitor.get("/en/issues").link("Next"))
    (swapped,) = [element for element in page.all("div") if element.get("id") == "list"]
    assert all(element.get("id") for element in swapped.iter("a"))
    assert {"previous-page", "next-page", "results"} <= ids(page)
