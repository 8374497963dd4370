"""A report written without a connection: kept on the phone, seen there, sent once, and gone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.axe import check_axe
from tests.browser.checks.reflow import check_reflow
from tests.browser.conftest import OpenPage
from tests.browser.cutting import Cut, Line, line_to
from tests.browser.desk import Desk, serving
from tests.browser.visit import View
from tests.portal.doors.staff.reports import two_coloured_photo
from tests.tables import count, one, rows

FILES = 5  # two pages, two scripts and the icon
WORDS = "Five tiles are missing in front of the market."
KEPT = """async () => {
  const cache = await caches.open("veu-pages");
  return (await cache.keys()).map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small city, served."""
    with serving(tmp_path_factory.mktemp("offline")) as served:
        yield served


@pytest.fixture
def line(desk: Desk) -> Iterator[Line]:
    """A line to it that can be cut."""
    with line_to(desk.settings.port) as made:
        yield made


def phone(open_page: OpenPage, line: Line, locale: str = "en") -> Page:
    """Open the first step and wait until the phone has kept what it needs."""
    page = open_page(f"{line.url}/{locale}/report", View(width=360, height=740, locale=locale)).page
    page.set_default_timeout(15_000)
    for _ in range(600):
        if page.evaluate("() => !!navigator.serviceWorker.controller") and len(page.evaluate(KEPT)) >= FILES:
            return page
        page.wait_for_timeout(50)
    raise AssertionError("the phone keeps nothing")


def write(page: Page, photo: Path | None = None) -> None:
    """Fill in the form that needs no connection."""
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill(WORDS)
    if photo:
        page.locator("input[type=file]").set_input_files(photo)
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("label[for=public-yes]").click()


def test_a_report_written_offline_is_sent_exactly_once_with_its_photo(
    open_page: OpenPage, desk: Desk, line: Line, tmp_path: Path
) -> None:
    """AC-OFF-1: sent once after the connection is back, with its photo; the status is seen and said."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(two_coloured_photo())
    page = phone(open_page, line)
    before = count(desk.database, "listen_report"), count(desk.database, "listen_attachment")
    line.is_down = True
    page.goto(f"{line.url}/en/report")
    expect(page.locator("h1")).to_have_text("Write a report without a connection")
    page.locator("#send").click()
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Error:")
    check_axe(page)
    write(page, photo)
    page.locator("#send").click()
    page.wait_for_url("**/en/report/waiting#saved")
    expect(page.locator("h1")).to_have_text("Waiting to be sent (1)")
    expect(page.locator("#saved")).to_have_text("Saved on this phone. Not sent yet.")
    expect(page.locator("#live")).to_have_text("Saved on this phone. Not sent yet.")
    check_axe(page)
    check_reflow(page)
    page.locator("[data-act=send]").click()
    expect(page.locator("#live")).to_have_text("Not sent: there is no connection. The report is kept.")
    line.is_down = False
    page.locator("[data-act=send]").click()
    expect(page.locator("#live")).to_contain_text("The report is sent.")
    code = page.locator("[data-code]").inner_text()
    assert re.fullmatch(r"(\w{4}-){5}\w{4}", code)
    check_axe(page)
    assert one(desk.database, "SELECT description FROM listen_report ORDER BY filed_at DESC LIMIT 1") == WORDS
    after = count(desk.database, "listen_report"), count(desk.database, "listen_attachment")
    assert after == (before[0] + 1, before[1] + 1)
    assert WORDS not in str(stored(page)), "what was sent is not on the phone any more"
    page.locator("[data-act=drop]").click()
    expect(page.locator("#none")).to_be_visible()
    assert stored(page) == []


def stored(page: Page) -> list[Any]:
    """All that the queue holds, as it is."""
    found = page.evaluate("async () => JSON.stringify(await veu.all())")
    return list(json.loads(found))


def test_a_step_that_does_not_arrive_is_kept_and_joined_to_its_draft(
    open_page: OpenPage, desk: Desk, line: Line
) -> None:
    page = phone(open_page, line)
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill(WORDS)
    page.locator("#problem .row.f .btn").click()
    page.wait_for_url("**/place")
    line.is_down = True
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.wait_for_url("**/report/offline#*")
    expect(page.locator("#place")).to_have_value("Carrer del Molí 12")
    expect(page.locator("#earlier")).to_be_visible()
    expect(page.locator("#part-problem")).to_be_hidden()
    page.goto(f"{line.url}/en/report/waiting")
    expect(page.locator("h1")).to_have_text("Waiting to be sent")
    page.locator("#rows a.btn").click()
    page.wait_for_url("**/report/offline#*")
    expect(page.locator("#place")).to_have_value("Carrer del Molí 12")
    page.locator("label[for=public-no]").click()
    before = count(desk.database, "listen_report")
    page.locator("#send").click()
    page.wait_for_url("**/waiting#saved")
    line.is_down = False
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("[data-code]")).to_be_visible()
    assert count(desk.database, "listen_report") == before + 1
    assert not one(desk.database, "SELECT may_publish FROM listen_report WHERE NOT may_publish")
    page.locator("#done").click()
    assert stored(page) == []


def test_one_question_at_a_time_loses_nothing_wherever_the_line_is_cut(
    open_page: OpenPage, desk: Desk, line: Line, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(two_coloured_photo())
    page = phone(open_page, line)
    go_on = page.locator("#problem .row.f .btn")
    for cut in ("words", "photos", "place"):
        line.is_down, line.fate = False, lambda: Cut.NONE
        before = count(desk.database, "listen_report"), count(desk.database, "listen_attachment")
        page.goto(f"{line.url}/en/report")
        page.locator("#one-question").click()
        page.locator("label[for=category-ground]").click()
        go_on.click()
        page.locator("#words").fill(f"{WORDS} {cut}")
        line.is_down = cut == "words"
        go_on.click()
        if cut != "words":
            page.wait_for_url("**/photos")
            page.locator("input[type=file]").set_input_files(photo)
            line.fate = {"photos": lambda: Cut.UNHEARD}.get(cut, line.fate)  # it has arrived, and nobody knows
            go_on.click()
        if cut == "place":
            page.wait_for_url("**/place")
            line.is_down = True
            page.reload()
        expect(page.locator("h1")).to_have_text("Write a report without a connection")
        expect(page.locator("#category")).to_be_hidden()
        assert page.locator("#words").is_visible() is (cut == "words")
        if cut != "place":
            line.is_down = True
        page.locator("#place").fill("Carrer del Molí 12")
        page.locator("label[for=public-yes]").click()
        page.locator("#send").click()
        page.wait_for_url("**/waiting#saved")
        line.is_down, line.fate = False, lambda: Cut.NONE
        page.evaluate("() => dispatchEvent(new Event('online'))")
        expect(page.locator("[data-code]")).to_be_visible()
        photos = before[1] + (cut != "words")
        assert (count(desk.database, "listen_report"), count(desk.database, "listen_attachment")) == (
            before[0] + 1,
            photos,
        )
        assert rows(desk.database, "SELECT 1 FROM listen_report WHERE description = :words", words=f"{WORDS} {cut}")
        page.locator("#done").click()


def test_the_last_press_whose_answer_is_lost_files_one_report(open_page: OpenPage, desk: Desk, line: Line) -> None:
    page = phone(open_page, line)
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.wait_for_url("**/check")
    before = count(desk.database, "listen_report")
    line.fate = lambda: Cut.UNHEARD
    page.locator("#send").click()
    page.wait_for_url("**/waiting#saved")
    assert count(desk.database, "listen_report") == before + 1, "it had arrived"
    line.fate = lambda: Cut.NONE
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("[data-code]")).to_be_visible()
    assert count(desk.database, "listen_report") == before + 1


def test_what_is_taken_out_without_a_connection_is_not_sent_by_itself_and_a_draft_that_is_thrown_away_leaves_the_phone(
    open_page: OpenPage, desk: Desk, line: Line
) -> None:
    page = phone(open_page, line)
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill("Call me on 600 123 456 about the tiles")
    page.locator("#problem .row.f .btn").click()
    page.locator("button[value=keep]").click()
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.wait_for_url("**/check")
    check = page.url
    before = count(desk.database, "listen_report")
    line.is_down = True
    page.locator("button[name=take]").click()
    page.wait_for_url("**/report/offline#*")
    line.is_down = False
    page.goto(f"{line.url}/en/report/waiting")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("#rows h2")).to_have_count(1)
    assert [report["state"] for report in stored(page)] == ["open"]
    page.evaluate(
        "() => veu.keep({ key: 'x', state: 'sent', language: 'en', receipt: { reference: 'VIL 000', code: 'secret' } })"
    )
    page.goto(check.replace("check", "discard"))
    page.locator("#sure").click()
    page.wait_for_url("**/report-discarded")
    page.goto(f"{line.url}/en/report/waiting")
    expect(page.locator("[data-code]")).to_have_text("secret")
    assert [report["state"] for report in stored(page)] == ["sent"], "only the draft is gone"
    assert count(desk.database, "listen_report") == before


@pytest.mark.parametrize("where", ["a receipt", "a followed report"])
def test_who_is_done_leaves_no_receipt_of_another_report_on_the_phone(
    open_page: OpenPage, line: Line, where: str
) -> None:
    page = phone(open_page, line)
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.locator("#send").click()
    page.wait_for_url("**/sent")
    receipt = page.url
    page.goto(f"{line.url}/en/report/waiting")
    page.evaluate(
        """async () => {
          await veu.keep({ key: "x", state: "sent", language: "en", receipt: { reference: "VIL 0", code: "secret" } });
          await veu.keep({ key: "y", state: "open", language: "en", fields: [], about: "not sent" });
        }"""
    )
    page.goto(receipt)
    if where == "a followed report":
        page.locator("#follow-button").click()
        page.wait_for_url("**/track")
    page.locator("#done-button").click()
    page.wait_for_load_state()
    page.goto(f"{line.url}/en/report/waiting")
    expect(page.locator("#rows h2")).to_have_count(1)
    assert [report["key"] for report in stored(page)] == ["y"]


def test_what_the_city_refuses_comes_back_as_a_page_with_all_of_it(
    open_page: OpenPage, desk: Desk, line: Line, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(two_coloured_photo())
    page = phone(open_page, line)
    page.goto(f"{line.url}/en/report/offline")
    write(page, photo)
    page.locator("#place").fill("nowhere at all")
    page.locator("#send").click()
    page.locator("form[id^=mend] .btn").first.click()
    page.wait_for_url("**/which")
    expect(page.locator("#main")).to_contain_text("nowhere at all")
    page.locator("#which input[name=district]").first.check()
    page.locator("#which .row.f .btn").click()
    page.wait_for_url("**/check")
    expect(page.locator("main img")).to_be_visible()
    assert WORDS in page.locator("main").inner_text()
    page.locator("#send").click()
    page.wait_for_url("**/sent")
    page.context.grant_permissions(["clipboard-write"])
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    receipt, line.is_down = page.url, True
    with pytest.raises(Error):
        page.reload()  # what has arrived is not asked for once more
    page.wait_for_url("chrome-error://**")
    line.is_down = False
    page.goto(receipt)
    expect(page.locator("h1")).to_have_text("Report sent")
    page.goto(f"{line.url}/en/report/waiting")
    expect(page.locator("#none")).to_be_visible()


def test_the_worker_sends_by_itself_and_the_front_door_says_what_waits(
    open_page: OpenPage, desk: Desk, line: Line
) -> None:
    page = phone(open_page, line)
    page.goto(f"{line.url}/en/report/offline")
    line.fate = lambda: Cut.BEFORE
    write(page)
    page.locator("#send").click()
    page.wait_for_url("**/waiting#saved")
    expect(page.locator("h1")).to_contain_text("(1)")
    page.goto(f"{line.url}/en/")
    expect(page.locator("#waiting")).to_contain_text("Waiting to be sent (1)")
    check_axe(page)
    before = count(desk.database, "listen_report")
    line.fate = lambda: Cut.NONE
    background_sync(page.context, line.url)
    expect(page.locator("#arrived")).to_be_visible()
    expect(page.locator("#waiting")).to_be_hidden()
    page.goto(f"{line.url}/en/report/waiting")
    expect(page.locator("[data-code]")).to_be_visible()
    assert count(desk.database, "listen_report") == before + 1


def background_sync(context: BrowserContext, origin: str) -> None:
    """Tell the worker that there is a connection, as the browser would."""
    page = context.pages[0]
    session = context.new_cdp_session(page)
    registrations: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(200)
    facts = {"origin": origin, "registrationId": registrations[-1], "tag": "reports", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", facts)
    page.wait_for_timeout(800)


def test_only_two_pages_and_their_files_are_kept_and_they_are_small(open_page: OpenPage, line: Line) -> None:
    page = phone(open_page, line, "ar")
    page.goto(f"{line.url}/ar/issues")
    page.goto(f"{line.url}/ar/track")
    paths = page.evaluate(KEPT)
    assert sorted(path for path in paths if not path.startswith("/static/")) == [
        "/ar/report/offline",
        "/ar/report/waiting",
    ]
    assert page.evaluate(
        "async () => (await Promise.all((await (await caches.open('veu-pages')).matchAll())"
        ".map(async (each) => (await each.clone().arrayBuffer()).byteLength))).length"
    ) == len(paths)
    line.is_down = True
    page.goto(f"{line.url}/ar/issues")
    expect(page.locator("#elsewhere")).to_be_visible()
    page.goto(f"{line.url}/ar/report/waiting")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    check_reflow(page)
