"""No word on any page, in any letter or file that the catalogues do not say: every route, empty, full and wrong."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

import html5lib
import pytest

from portal.city.identity.rules import Role
from portal.city.issues.rules import OUTCOME_NAMES, Outcome
from portal.ground.mail.environment import template_folder
from portal.ground.mail.letters import compose
from portal.listen.barriers.queries import Clock
from portal.listen.barriers.rules import REPLY_NAMES, Reply
from tests.conftest import NOON
from tests.portal.languages.conftest import Town
from tests.portal.languages.marks import marked_english, unsaid, unsaid_text
from tests.portal.languages.walking import walk
from tests.visitor import Page, Visitor

PUBLIC = "/en/"
LETTER = {
    "url": "",
    "link": "/en/x",
    "reference": "VIL 7K3 9QF",
    "what": OUTCOME_NAMES[Outcome.FIXED],
    "answer_link": "/en/y",
    "stop_link": "/en/z",
    "city": None,
}
DESK = ("/staff/en/queue", "/staff/en/record", "/staff/en/weights", "/staff/en/new")


@pytest.fixture(autouse=True)
def _marked() -> Iterator[None]:
    with marked_english():
        yield


def said_elsewhere(pages: Iterable[Page]) -> dict[str, list[str]]:
    """Collect what pages say outside the marks, by their addresses."""
    return {page.url: found for page in pages if (found := unsaid(page.tree))}


def test_every_public_page(town: Town) -> None:
    """AC-I18N-1: no text, label or title outside the marks of the marker language."""
    assert said_elsewhere(walk(Visitor(town.app()), PUBLIC)) == {}


def test_every_page_of_the_desk(town: Town) -> None:
    """AC-I18N-1: the staff read no untranslated word either."""
    assert said_elsewhere(walk(town.signed_in("marta", Role.MANAGER), *DESK)) == {}


def test_every_page_before_anything_has_happened(bare: Town) -> None:
    assert said_elsewhere(walk(Visitor(bare.app()), PUBLIC)) == {}
    assert said_elsewhere(walk(bare.signed_in("marta", Role.MANAGER), *DESK)) == {}


def test_a_word_that_no_catalogue_says_is_found() -> None:
    page = html5lib.parse(
        "<title>⟦Page⟧ – Veu</title><main><p>⟦Read <a href='/en/'>the <bdi>rules</bdi></a>.⟧ Now <b>12</b>"
        "<img alt='A lamp'><bdi data-ugc>mine</bdi><span lang='ca'>Mercat</span><input type='submit' value='Go'>",
        treebuilder="etree",
        namespaceHTMLElements=False,
    )
    assert unsaid(page) == ["Now", "12", "A lamp", "Go"]


@pytest.mark.parametrize(
    "event", sorted(path.name for path in (template_folder() / "email").iterdir() if path.is_dir())
)
def test_every_letter(event: str) -> None:
    letter_of_barriers = {"clock": Clock(NOON, NOON, NOON, None, None), "reply": REPLY_NAMES[Reply.MENDED]}
    facts = LETTER | {"words": "", "is_last": True} | letter_of_barriers
    if "barrier" in event:
        facts["reference"] = "A-7K3-9QF"
    letter = compose(event, language="en", facts=facts)
    body = [line for line in letter.text.splitlines() if not line.startswith("/en/")]  # an address stands alone
    assert unsaid_text(letter.subject) + [piece for line in body for piece in unsaid_text(line)] == []


def test_the_columns_of_a_file_are_names_for_programs_and_each_is_explained_in_words(town: Town) -> None:
    """A column has one name in all languages, so that a program finds it; its meaning is in the reader's."""
    visitor = Visitor(town.app())
    for page in walk(visitor, "/en/figures", "/en/priorities"):
        for link in page.all("a"):
            path = str(link.get("href"))
            if path.endswith(".csv"):
                header, *rows = csv.reader(io.StringIO(visitor.client.get(path).text))
                assert rows, path
                assert all(re.fullmatch("[a-z0-9_]+", name) for name in header), path
                if header == ["table", "column", "meaning"]:
                    assert [piece for row in rows for piece in unsaid_text(row[2])] == []
            if path.startswith("/en/figures/") and path.endswith(".json"):
                columns = visitor.client.get(path).json()["columns"]
                assert [piece for each in columns for piece in unsaid_text(each["meaning"])] == []
