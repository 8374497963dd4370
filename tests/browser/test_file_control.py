"""The file control: in the page's language, by keyboard, and what leaves the phone is small."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FileChooser, Page, expect

from accessibility.fields import Field, Kind
from i18n.locales import locale
from portal.web.assets import joined
from portal.web.rendering import environment
from tests.browser.conftest import OpenPage
from tests.browser.site import served
from tests.browser.test_counter import SAID
from tests.browser.visit import View

SENT = "() => [...document.querySelector('input').files].map(({ name, size, type }) => [name, size, type])"


def control(tag: str) -> str:
    """A page with one file control, as the portal renders it in this language."""
    macro = environment(tag).get_template("components/field.html").module.field  # type: ignore[attr-defined]
    asked = Field(id="photo", name="photo", label="Photos", hint="Up to 3.", kind=Kind.FILE, multiple=True)
    live = '<div id="live" role="status" aria-live="polite" aria-atomic="true"></div>'
    head = f'<html lang="{locale(tag).html_lang}"><title>Photos</title><script src="/report.js" defer></script>'
    return f"<!doctype html>{head}{macro(asked)}{live}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("photo")
    (folder / "report.js").write_bytes(joined("report").body)
    with served(folder, {f"/{tag}": control(tag) for tag in ("ar", "en")}) as origin:
        yield origin


def large_photo() -> bytes:
    """A photo of 12 megapixels that lies on its side, with much in it."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((1000, 750), 30).resize((4000, 3000)).convert("RGB").save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def test_the_control_speaks_the_pages_language_and_opens_by_keyboard(open_page: OpenPage, address: str) -> None:
    """AC-UPL-1: reachable by Tab, a button, with Enter and Space, in the language of the page."""
    page: Page = open_page(f"{address}/ar#photo", View(locale="ar")).page
    button = page.get_by_role("button", name="Photos اختر صورًا")
    expect(button).to_be_focused()
    expect(page.locator("input[type=file]")).to_be_hidden()
    expect(button).to_have_accessible_description("Up to 3.")
    opened: list[FileChooser] = []

    def note(chooser: FileChooser) -> None:
        opened.append(chooser)

    page.on("filechooser", note)
    page.goto(f"{address}/ar")  # when it has come, the browser hands its list of files to us
    page.keyboard.press("Tab")
    for n, key in enumerate(("Enter", "Space"), start=1):
        expect(button).to_be_focused()
        page.keyboard.press(key)
        for _ in range(100):
            if len(opened) == n:
                break
            page.wait_for_timeout(100)
        assert len(opened) == n, key
        assert opened[-1].is_multiple()
        opened[-1].set_files([])


def test_photos_are_small_before_they_leave_and_start_and_end_are_said_once(open_page: OpenPage, address: str) -> None:
    """AC-UPL-2: start and end are announced once each. What cannot be opened leaves as it is."""
    page: Page = open_page(f"{address}/en", View(locale="en")).page
    page.evaluate(SAID)
    files = [
        {"name": "big.jpg", "mimeType": "image/jpeg", "buffer": large_photo()},
        {"name": "phone.heic", "mimeType": "image/heic", "buffer": b"not for browsers"},
    ]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator("#live")).to_contain_text("Ready to send:")
    assert [said.replace("\u2068", "").replace("\u2069", "") for said in page.evaluate("said")] == [
        "Making the photos smaller", "Ready to send: big.jpg, phone.heic",
    ]  # fmt: skip
    (name, size, kind), heic = page.evaluate(SENT)
    assert (name, kind) == ("big.jpg", "image/jpeg")
    assert 20_000 < size <= 300_000
    assert heic == ["phone.heic", 16, "image/heic"]
    expect(page.locator("bdi")).to_have_text(["big.jpg", "phone.heic"])
    upright = "async () => { const [file] = document.querySelector('input').files;"
    upright += " const { width, height } = await createImageBitmap(file); return [width, height]; }"
    assert page.evaluate(upright) == [1200, 1600]
