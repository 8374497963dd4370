"""What a device does for a resident, in a real browser: it is told that there is news, and it says where it is.

The browser's own way to its maker's service is not there in a test (a headless Chromium answers "push service not
available"), so the address and the keys are the test's; all else is the page's, the portal's and the browser's.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import col, select

from portal.ground.settings import Mode
from portal.listen.reports import talk
from portal.listen.reports.models import Report
from privacy.push.sender import encoded
from tests.browser.axe import check_axe
from tests.browser.checks.reflow import check_reflow
from tests.browser.desk import Desk, made
from tests.browser.running import running
from tests.portal.doors.staff.reports import two_coloured_photo
from tests.push_service import Receiver, Service, answering

# What the browser would answer, had it a service: the key of the portal is kept so that the test can look at it.
SUBSCRIBES = """({ endpoint, keys }) => {
  PushManager.prototype.subscribe = async (options) => {
    window.asked = options;
    return { endpoint, toJSON: () => ({ endpoint, keys }) };
  };
}"""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with answering() as made:
        yield made


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Iterator[Desk]:
    """A city that tells phones, and whose worker works."""
    var: Path = tmp_path_factory.mktemp("device")
    with pytest.MonkeyPatch.context() as environment, made(var) as desk:
        environment.setenv("VEU_PUSH", "true")
        environment.setenv("VEU_PUSH_HOSTS", service.origin)
        with running(desk.settings.model_copy(update={"mode": Mode.TEST, "keys": var / "keys"})):
            yield desk


def sent_from(context: BrowserContext, url: str) -> Page:
    """Send a report, and wait until the page of the receipt offers to tell this phone."""
    page = context.new_page()
    page.goto(f"{url}/en/report")
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.locator("#send").click()
    page.wait_for_url("**/sent")
    expect(page.locator("#push-box")).to_be_visible()
    return page


def shown(page: Page, message: bytes) -> list[dict[str, Any]]:
    """Let the browser hand an opened message to the service worker, as its maker's service would; what it shows."""
    (worker,) = page.context.service_workers
    worker.evaluate("""() => {
      self.shown = [];
      registration.showNotification = async (title, { body, lang, dir, data }) =>
        void shown.push({ title, body, lang, dir, url: data });
    }""")  # a headless browser shows none
    devtools = page.context.new_cdp_session(page)
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(200)
    origin = page.evaluate("location.origin")
    facts = {"origin": origin, "registrationId": registrations[-1], "data": message.decode()}
    devtools.send("ServiceWorker.deliverPushMessage", facts)
    page.wait_for_timeout(200)
    return list(worker.evaluate("shown"))


def test_a_phone_is_told_after_one_press_on_the_receipt(browser: Browser, desk: Desk, service: Service) -> None:
    context = browser.new_context(locale="en", permissions=["notifications"])
    page = sent_from(context, desk.url)
    check_axe(page)
    page.locator("#push-button").click()
    expect(page.locator("#push-said")).to_have_text("That did not work. Your tracking code always shows the news.")
    phone = Receiver()
    keys = {"p256dh": encoded(phone.p256dh), "auth": encoded(phone.auth)}
    page.evaluate(SUBSCRIBES, {"endpoint": f"{service.origin}/send/here", "keys": keys})
    page.locator("#push-button").click()
    expect(page.locator("#push-said")).to_have_text("This device is told from now on.")
    check_axe(page)
    key = page.locator("#push-box").get_attribute("data-key")
    assert page.evaluate("[asked.userVisibleOnly, asked.applicationServerKey]") == [True, key]
    with desk.database.writing() as session:
        talk.tell(session, session.scalars(select(Report).where(col(Report.has_push))).one(), "message")
    for _ in range(200):
        if service.got:
            break
        page.wait_for_timeout(50)
    ((path, headers, body),) = service.got
    assert (path, headers["content-encoding"]) == ("/send/here", "aes128gcm")
    message = phone.open(body)
    assert shown(page, message) == [json.loads(message)]
    context.close()


BESIDE = {"latitude": 38.9103, "longitude": 0.6104, "accuracy": 20}
SAID = """() => {
  window.watching?.disconnect();
  window.said = [];
  window.watching = new MutationObserver(() => said.push(live.textContent));
  watching.observe(live, { childList: true, characterData: true });
}"""
NOT_FOUND = "Your location was not found. Write the street or a place nearby."


def said_here(page: Page, sentence: str) -> None:
    """Press the button by keyboard: what became of it is seen beside it, said once, and the focus stays."""
    page.evaluate(SAID)
    page.locator("#here").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#here-said")).to_have_text(sentence)
    expect(page.locator("#here")).to_be_focused()
    assert [each for each in page.evaluate("said") if each] == [sentence]
    check_axe(page)


def test_the_button_of_the_place_answers_or_says_calmly_why_not(browser: Browser, desk: Desk) -> None:
    """AC-LOC-4: granted, it is text in the field and one message; refused, too vague, elsewhere: a message."""
    context = browser.new_context(locale="en", permissions=["geolocation"], geolocation=BESIDE)
    page = context.new_page()
    page.goto(f"{desk.url}/en/report")
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    field = page.locator("#place")
    field.fill("by the fountain")
    for changed, sentence in (
        ({"accuracy": 201}, "Your device knows only roughly where you are. Write the street or a place nearby."),
        ({"latitude": 48.85}, "You seem to be outside the city. Write the street or a place nearby."),
    ):
        context.set_geolocation(BESIDE | changed)
        said_here(page, sentence)
    page.evaluate("() => (navigator.geolocation.getCurrentPosition = (found, failed) => failed({ code: 3 }))")
    said_here(page, NOT_FOUND)
    page.evaluate("() => delete navigator.geolocation.getCurrentPosition")
    context.clear_permissions()
    said_here(page, "Your browser does not tell your location. Write the street or a place nearby.")
    expect(field).to_have_value("by the fountain")
    context.grant_permissions(["geolocation"])
    context.set_geolocation(BESIDE)
    context.set_offline(True)
    said_here(page, NOT_FOUND)
    context.set_offline(False)
    said_here(page, "Location found: \u2068Carrer del Molí\u2069. Check it.")
    expect(field).to_have_value("Carrer del Molí")
    field.fill("Carrer del Molí 12")
    page.locator("#place-form .row.f .btn").click()
    page.wait_for_url("**/check")
    expect(page.locator("main")).to_contain_text("Carrer del Molí 12")
    context.close()


def test_without_scripts_the_button_is_not_there(browser: Browser, desk: Desk) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.url}/en/report")
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    expect(page.locator("#place")).to_be_visible()
    expect(page.locator("#here")).to_be_hidden()
    context.close()


def test_two_corners_cover_all_that_is_between_them(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(two_coloured_photo())
    context = browser.new_context(locale="en", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{desk.url}/en/report")
    page.locator("label[for=category-ground]").click()
    page.locator("input[type=file]").set_input_files(photo)
    page.locator("#upload").click()
    page.locator("#cover-photo-1").click()
    page.locator("label[for=corners]").click()
    page.locator("#cover-5-4").focus()
    page.keyboard.press("Space")
    expect(page.locator("#live")).to_have_text("The first corner is chosen. Tick the other one.")
    page.locator("#cover-3-2").focus()
    page.keyboard.press("Space")
    expect(page.locator("#live")).to_have_text("All parts between the two corners are ticked.")
    between = [f"{row}-{column}" for row in (3, 4, 5) for column in (2, 3, 4)]
    assert page.locator(".cells input:checked").evaluate_all("(all) => all.map(({ value }) => value)") == between
    check_axe(page)
    check_reflow(page)
    page.locator("label[for=corners]").click()
    page.locator("#cover-4-3").press("Space")
    expect(page.locator(".cells input:checked")).to_have_count(len(between) - 1)
    context.close()
