"""Acceptance of pages: their parts and names, their languages, and what no page has."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audit.catalogue import RULES
from accessibility.audit.document import Document, parse
from accessibility.audit.names import name
from accessibility.audit.script import check_script
from i18n.locales import SHIPPED
from portal.city.identity.rules import Role
from tests.portal.languages.conftest import Town
from tests.portal.languages.walking import walk
from tests.portal.listen.voting.voters import cast
from tests.visitor import Page, Visitor

ROOT = Path(__file__).parents[3]
SOURCES = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "portal" / "static" / "js").rglob("*.js")]
DESK = ("/staff/en/queue", "/staff/en/record", "/staff/en/weights", "/staff/en/new")
SECTIONS = {"/en/report": "Report", "/en/issues": "Issues", "/en/decide": "Decide", "/en/figures": "Figures"}


@pytest.fixture(scope="module")
def documents(lived: Town) -> tuple[tuple[Page, Document], ...]:
    """Every page of both sites once."""
    return tuple((page, parse(page.html)) for page in pages(lived))


def pages(town: Town) -> Iterator[Page]:
    app = town.app()
    yield from walk(Visitor(app), "/en/", "/en/report", most=1)
    yield from walk(town.signed_in("marta", Role.MANAGER, app=app), *DESK, most=1)


def sources_with(pattern: str) -> list[str]:
    """The templates and scripts in which something is written."""
    return [path.name for path in SOURCES if re.search(pattern, path.read_text(encoding="utf-8"))]


def test_every_page_has_its_parts_and_says_where_the_reader_is(documents: tuple[tuple[Page, Document], ...]) -> None:
    """AC-STR-1: one h1, one main, named navigation, and the menu marks the section; the audit refuses all else."""
    assert {"H1.one", "H1.order", "H25.landmarks"} <= {rule.id for rule in RULES}
    for page, document in documents:
        assert len(document.all("h1", "main")) == 2, page.url
        named = [name(each, document) for each in document.all("nav")]
        assert all(named)
        assert len(set(named)) == len(named)
        menu = document.all("nav")[0]
        current = [each.text for each in menu.find("a") if each.get("aria-current") == "page"]
        if page.address in SECTIONS:
            assert current == [SECTIONS[page.address]]
        assert len(current) <= 1


@pytest.mark.parametrize("tag", [each.tag for each in SHIPPED])
def test_the_language_menu_is_understood_in_any_language(town: Town, tag: str) -> None:
    """AC-LANG-1: each language is called by its own name in its own tongue; the audit refuses unmarked text."""
    assert {"H4.script", "H4.ugc", "H17.link"} <= {rule.id for rule in RULES}
    document = parse(Visitor(town.app(), tag).get(f"/{tag}/").html)
    for nav in (document.all("header")[0], document.all("footer")[0]):
        links = {each.get("lang"): each.text for each in nav.find("a") if each.has("hreflang")}
        assert links == {each.html_lang: each.endonym for each in SHIPPED}
    summary = next(document.all("header")[0].find("summary"))
    assert next(each.endonym for each in SHIPPED if each.tag == tag) in summary.text


def test_no_control_stands_inside_another(documents: tuple[tuple[Page, Document], ...]) -> None:
    """AC-RANK-1: on the page of a ranking as on every other; axe (nested-interactive) says the same in the browser."""
    assert any("/priorities/" in page.url for page, _ in documents)
    for page, document in documents:
        inside = [each.path for each in document.elements if each.is_interactive and each.closest(*CONTROLS)]
        assert inside == [], page.url


CONTROLS = ("a", "button", "select", "summary")


def test_a_vote_is_a_button_that_says_for_what(town: Town) -> None:
    """AC-VOTE-1: the button's name holds the thing, its state is a sentence, and who cannot press learns why."""
    visitor = Visitor(town.app())
    address = next(each.get("href") for each in visitor.get("/en/issues?status=open").tree.iterfind(".//h3/a"))
    page = visitor.get(address)
    for said, state in (("This is mine too", ""), ("Take it back", "You said that this is yours, too.")):
        document = parse(page.html)
        button = document.by_id["support-button"]
        assert button.tag == "button"
        assert name(button, document) == f"{said}: {page.h1}"
        assert state in document.by_id["support"].text
        page = visitor.submit(page, "support-form")
    poll = next(each.get("href") for each in visitor.get("/en/decide").all("a") if "/decide/" in each.get("href"))
    stranger = parse(visitor.get(poll).html)
    assert "To vote, sign in with an e-mail address." in stranger.all("main")[0].text
    voter = town.signed_in("vera", Role.RESIDENT)
    options = parse(voter.get(poll).html)
    assert all(name(each, options) for each in options.all("input") if each.get("type") == "radio")
    cast(voter, poll.rsplit("/", 1)[-1], "o1", district=town.district())
    assert "You have voted. You can change your vote until the poll closes." in voter.get(poll).text


def test_nothing_is_dragged() -> None:
    """AC-DRAG-1: no template and no script knows dragging; nothing on any page can be put into another order yet.

    The day a page orders something, the last line fails: test there that single taps and keys do it.
    """
    assert sources_with(r"draggable|dragstart|ondrag|sortable") == []
    assert [each.rule for each in check_script("item.draggable = true;")] == ["JS.drag"]
    assert sources_with(r"[Mm]ove (up|down)|data-rank|name=\"rank") == []


def test_no_ballot_has_a_purse_yet() -> None:
    """AC-PB-1, AC-PB-2: not applicable until there is a ballot with a purse; the day there is one, this fails.

    Then test: after Add or Remove the money left is said once with its currency and is on screen as text; over budget
    says by how much and what to remove; the ballot can be changed until it closes.
    """
    assert sources_with(r"<meter|progressbar|money left|purse|over budget") == []
    rooms = {path.name for path in (ROOT / "portal" / "listen").iterdir() if path.is_dir()}
    assert not {room for room in rooms if re.search(r"budget|ballot|purse", room)}


def test_nothing_suggests_while_somebody_types() -> None:
    """AC-LINK-1: there is no list of suggestions; a plain form finds streets. The day one is added, this fails."""
    assert sources_with(r"<datalist|role=\"(combobox|listbox|option)\"|aria-autocomplete|aria-activedescendant") == []


def test_no_page_has_a_dialog() -> None:
    """AC-DLG-1: confirmations are pages. The day a dialog is added, this fails: test its name, way out and focus."""
    assert sources_with(r"<dialog|role=\"(alert)?dialog\"|showModal|aria-modal|popover=") == []
    assert [each.rule for each in check_script("confirm('Sure?')")] == ["JS.box"]
