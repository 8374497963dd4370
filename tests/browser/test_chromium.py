"""The browser is found where it is, and a wrong address is told at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.conftest import OpenPage
from tests.browser.fonts import undrawn_scripts
from tests.browser.visit import NO_SCRIPT


def test_a_named_browser_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEU_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(chromium.NoChromium, match="is no file"):
        chromium.find()


def test_a_named_browser_goes_before_all_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "chromium"
    named.touch()
    monkeypatch.setenv("VEU_CHROMIUM", str(named))
    assert chromium.find().path == named


def test_without_any_browser_the_reason_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VEU_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "SYSTEM", ())
    monkeypatch.setattr(chromium, "PACKAGE", tmp_path / "absent")
    with pytest.raises(chromium.NoChromium, match="npm ci"):
        chromium.find()


def test_the_browser_is_a_chromium_of_today(browser: Browser) -> None:
    assert int(browser.version.split(".")[0]) >= 140


def test_letters_of_the_portals_languages_are_drawn(open_page: OpenPage) -> None:
    """Chinese needs a font that few servers have; without it the tests measure boxes of the right width."""
    undrawn = undrawn_scripts(open_page("about:blank").page)
    assert "none at all" in undrawn
    assert not {"Latin", "Arabic", "Cyrillic"} & set(undrawn)


def test_a_reader_without_script_has_none(open_page: OpenPage) -> None:
    address = "data:text/html,<p id=p>no</p><script>document.getElementById('p').textContent='yes'</script>"
    assert open_page(address).page.inner_text("#p") == "yes"
    assert open_page(address, NO_SCRIPT).page.inner_text("#p") == "no"
