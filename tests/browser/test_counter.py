"""The character count: what is seen while somebody types, and what is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accessibility.fields import Field, Kind
from i18n.locales import locale
from portal.web.assets import joined
from portal.web.rendering import environment
from tests.browser.conftest import OpenPage
from tests.browser.site import served
from tests.browser.visit import View

MOST = 40
SAID = """() => {
  window.said = [];
  const live = document.getElementById("live");
  new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
}"""


def text_box(tag: str) -> str:
    """A page with one text box, as the portal renders it in this language."""
    macro = environment(tag).get_template("components/field.html").module.field  # type: ignore[attr-defined]
    box = macro(Field(id="words", name="words", label="Words", kind=Kind.TEXTAREA, count_to=MOST))
    live = '<div id="live" role="status" aria-live="polite" aria-atomic="true"></div>'
    head = f'<html lang="{locale(tag).html_lang}"><title>Words</title><script src="/report.js" defer></script>'
    return f"<!doctype html>{head}{box}{live}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages of a text box in two languages, with the script of the steps."""
    folder: Path = tmp_path_factory.mktemp("counter")
    (folder / "report.js").write_bytes(joined("report").body)
    with served(folder, {f"/{tag}": text_box(tag) for tag in ("ar", "en")}) as origin:
        yield origin


def opened(open_page: OpenPage, address: str, tag: str) -> Page:
    """Open the page with a clock that only the test moves, and note what is said."""
    page = open_page(f"{address}/{tag}", View(locale=tag)).page
    page.clock.install(time=0)
    page.reload()
    page.clock.pause_at(3_600)
    page.evaluate(SAID)
    return page


def test_one_announcement_after_a_pause_and_none_below_three_quarters(open_page: OpenPage, address: str) -> None:
    """AC-CNT-1: 30 characters typed at once make at most one announcement, a second after the last key."""
    page = opened(open_page, address, "en")
    box, count = page.locator("#words"), page.locator("p[aria-hidden=true]")
    box.press_sequentially("a" * 29)
    page.clock.run_for(5_000)
    expect(count).to_be_hidden()
    assert page.evaluate("said.filter(Boolean)") == []
    box.fill("")
    for _ in range(30):
        box.press("b")
        page.clock.run_for(200)
    expect(count).to_be_visible()
    page.clock.run_for(750)
    assert page.evaluate("said.filter(Boolean)") == []
    page.clock.run_for(60)
    assert [bare(each) for each in page.evaluate("said.filter(Boolean)")] == ["You can enter 10 more characters."]
    box.press_sequentially("\N{THUMBS UP SIGN}" * 9)
    assert bare(count.inner_text()) == "You can enter 1 more character.", (
        "counted in code points, not in halves of them"
    )
    box.press_sequentially("cc")
    assert bare(count.inner_text()) == "Your text is too long. Take out 1 character."


def test_each_plural_form_is_the_languages_own(open_page: OpenPage, address: str) -> None:
    """AC-CNT-1: the sentence takes the form that Arabic has for two, for a few and for many."""
    page = opened(open_page, address, "ar")
    box, count = page.locator("#words"), page.locator("p[aria-hidden=true]")
    ngettext = environment("ar").globals["ngettext"]
    for left in (0, 1, 2, 3, 10):
        box.fill("ا" * (MOST - left))
        expected = ngettext.text(  # type: ignore[attr-defined]
            "You can enter %(n)s more character.", "You can enter %(n)s more characters.", left
        )
        assert bare(count.inner_text()) == bare(expected)


def bare(text: str) -> str:
    """The text without the signs that isolate a number."""
    return text.translate({0x2068: None, 0x2069: None})
