"""What a screen reader says on each screen of a report, in each language, is what somebody has read and found good.

The texts are in tests/browser/heard/; after a change, `make heard` writes them anew, and the difference is to be read.
"""

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from i18n.locales import SHIPPED
from tests.browser.conftest import OpenPage
from tests.browser.heard import heard, phrases_of_main
from tests.browser.listening import MOST_IN_ALL, MOST_ON_A_SCREEN, STEPS, counted, screens
from tests.browser.portal import Served, serving
from tests.browser.visit import View
from tests.town import shared_town

KEPT = Path(__file__).parent / "heard"
RENEW = bool(os.environ.get("VEU_HEARD"))
WHOLE = RENEW or os.environ.get("VEU_TESTS") == "all"
LOCALES = [locale.tag for locale in SHIPPED] if WHOLE else ["ar", "en"]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal with three weeks of life."""
    with serving(tmp_path_factory.mktemp("heard"), shared_town(tmp_path_factory)) as served:
        yield served


def written(said: dict[str, tuple[str, ...]]) -> str:
    """Write down what was heard, so that it can be read; the frame round the screens only where it is another."""
    lines, frame = [], ()
    for name, phrases in said.items():
        main = phrases_of_main(phrases)
        around = tuple(each for each in phrases[1:] if each not in main)
        lines += [f"# {name}", phrases[0], *main]
        lines += ["", f"# around {name}", *around, ""] if around != frame else [""]
        frame = around
    return "\n".join(lines)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_heard_is_what_was_reviewed(open_page: OpenPage, portal: Served, locale: str) -> None:
    """V: to the letter, on six screens; and no more phrases than somebody can listen to."""
    page = open_page("about:blank", View(width=360, height=740, locale=locale)).page
    said = dict(screens(page, portal.address("/report", locale)))
    kept = KEPT / f"{locale}.txt"
    if RENEW:
        kept.write_text(written(said), encoding="utf-8")
    before = kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else []
    changed = difflib.unified_diff(before, written(said).splitlines(), kept.name, "heard now", lineterm="", n=1)
    difference = "\n".join(changed)
    assert not difference, f"read the difference, then `make heard`:\n{difference}"
    phrases = counted(said)
    assert max(phrases[step] for step in STEPS) <= MOST_ON_A_SCREEN, phrases
    assert sum(phrases[step] for step in STEPS) <= MOST_IN_ALL, phrases


@pytest.mark.parametrize("locale", [locale.tag for locale in SHIPPED])
def test_each_language_has_its_texts(locale: str) -> None:
    lines = (KEPT / f"{locale}.txt").read_text(encoding="utf-8").splitlines()
    found = [line[2:] for line in lines if line.startswith("# ") and not line.startswith("# around")]
    assert found == ["problem", "problem, wrong", "place", "place, wrong", "check", "sent"]


def test_another_word_or_role_is_noticed(open_page: OpenPage, portal: Served) -> None:
    page = open_page(portal.address("/report", "en")).page
    before = heard(page)
    page.evaluate("document.querySelector('h1').setAttribute('role', 'paragraph')")
    assert "heading 1, What is the problem?" in before
    assert "heading 1, What is the problem?" not in heard(page)
    page.evaluate("document.querySelector('label[for=words]').textContent = ''")
    assert len(heard(page)) < len(before)
