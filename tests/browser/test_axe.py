"""axe runs under the page's own policy, fails on what is wrong, and on what nobody has looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.axe import REVIEWED, check_axe, run
from tests.browser.conftest import OpenPage
from tests.browser.samples import PAGES
from tests.browser.site import served
from tests.browser.visit import DARK, PHONE


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site")
    with served(folder, PAGES) as address:
        yield address


def test_the_good_page_has_no_violation(open_page: OpenPage, origin: str) -> None:
    check_axe(open_page(f"{origin}/good", PHONE).page)


@pytest.mark.parametrize(("name", "rule"), [("nameless", "button-name"), ("pale", "color-contrast")])
def test_what_is_wrong_is_a_violation(name: str, rule: str, open_page: OpenPage, origin: str) -> None:
    with pytest.raises(AssertionError, match=rule):
        check_axe(open_page(f"{origin}/{name}").page)


def test_a_doubt_fails_until_somebody_has_looked(open_page: OpenPage, origin: str) -> None:
    page = open_page(f"{origin}/unsure").page
    assert run(page)["incomplete"]
    with pytest.raises(AssertionError, match="not decided: color-contrast"):
        check_axe(page, reviewed=())
    check_axe(page, reviewed=REVIEWED)


def test_dark_pages_are_checked_dark(open_page: OpenPage, origin: str) -> None:
    check_axe(open_page(f"{origin}/good", DARK).page)
