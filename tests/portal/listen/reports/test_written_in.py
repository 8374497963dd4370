"""In which language a report is written: found by the machine, corrected by its author, kept with the words."""

import pytest

from portal.ground.database import Database
from tests.tables import one
from tests.visitor import Page, Visitor

CATALAN = "Falten cinc rajoles davant de l'escola, ací en este carrer."
SPANISH = "Faltan cinco baldosas delante de la escuela desde hace una semana."
KEPT = "SELECT language FROM listen_report"


def checked(visitor: Visitor, words: str) -> Page:
    """The check page of a report with these words."""
    page = visitor.submit(visitor.get(f"/{visitor.locale}/report"), "problem", category="ground", words=words)
    return visitor.submit(page, "place-form", place="Carrer del Molí 12")


def chosen(page: Page) -> str:
    """What the select says."""
    (option,) = [each for each in page.all("option") if each.get("selected") is not None]
    return str(option.get("value"))


@pytest.mark.parametrize(("words", "found"), [(CATALAN, "ca-valencia"), (SPANISH, "es"), ("Broken.", "und")])
def test_the_machine_looks_and_the_words_carry_it(visitor: Visitor, city: Database, words: str, found: str) -> None:
    page = checked(visitor, words)
    assert chosen(page) == found
    (shown,) = [each for each in page.all("div") if each.get("data-ugc") is not None]
    assert (shown.get("lang"), shown.get("dir")) == (found.replace("und", ""), "auto")
    visitor.submit(page, "check")
    assert one(city, KEPT) == found.replace("und", "")


def test_the_author_corrects_it_and_other_words_are_looked_at_anew(visitor: Visitor, city: Database) -> None:
    page = checked(visitor, CATALAN)
    page = visitor.submit(page, "check", press="change-place", language="fr")
    page = visitor.submit(page, "place-form")
    assert chosen(page) == "fr", "what was chosen stays, whatever else is changed"
    page = visitor.submit(page, "check", press="change-words")
    page = visitor.submit(page, "problem", words=SPANISH)
    page = page if "/check" in page.url else visitor.submit(page, "place-form")
    assert chosen(page) == "es"
    visitor.submit(page, "check", language="und")
    assert one(city, KEPT) == ""


def test_only_a_language_of_the_list_is_taken(visitor: Visitor, city: Database) -> None:
    page = visitor.submit(checked(visitor, CATALAN), "check", status=422, language="tlh")
    assert page.errors == ["Choose a language from the list."]


def test_without_words_nothing_is_asked(visitor: Visitor, city: Database) -> None:
    page = checked(visitor, "")
    assert not page.all("select")
    visitor.submit(page, "check")
    assert one(city, KEPT) == ""
