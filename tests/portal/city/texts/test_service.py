"""Texts and pages in the database: what is kept, what is refused by the portal, and what by the database itself."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from portal.city.texts import queries, service
from portal.city.texts.queries import PageView
from portal.city.texts.rules import NameTaken, OwnLanguageMissing, PageKnown, State, TextChanged, hash_of
from portal.ground.database import Database

TODAY = date(2026, 11, 23)
OWN = ("ca", "es")
REFUSED = "all languages of the city"


def page(session: Session) -> PageView:
    found = queries.page(session, "water")
    assert found is not None
    return found


def write(session: Session, locale: str, words: str = "w", *, reviewed: bool = True) -> None:
    """Write the page in one language, and review it."""
    unit = page(session).unit
    before = unit.rows.get(locale)
    said = {"title": words, "body": words}
    version, source = (before.version if before else 0), hash_of(unit.to_translate)
    service.write(session, unit, locale, said, made_from=source, version=version, on=TODAY)
    if reviewed:
        service.review(session, page(session).unit, locale, version=version + 1, on=TODAY)


@pytest.fixture
def begun(city: Database) -> Database:
    """A page that nobody has written yet."""
    with city.writing() as session:
        service.new_page(session, "water", source="ca")
    return city


def test_a_page_is_published_only_when_it_is_reviewed_in_every_language_of_the_city(begun: Database) -> None:
    """G19: refused by the service, whatever is missing."""
    with begun.writing() as session:
        write(session, "ca")
        write(session, "fr")
        write(session, "es", reviewed=False)
        assert page(session).unit.lacking(OWN) == ("es",)
        with pytest.raises(OwnLanguageMissing):
            service.publish(session, "water", official=OWN, version=1, today=TODAY)
        service.review(session, page(session).unit, "es", version=1, on=TODAY)
        service.publish(session, "water", official=OWN, version=1, today=TODAY)
    with begun.reading() as session:
        (shown,) = queries.published_pages(session)
        assert shown.unit.shown("fr") == {"title": "w", "body": "w"}
        assert shown.published_on == TODAY


@pytest.mark.parametrize("published", ["UPDATE city_page SET published = true", "INSERT INTO city_page"])
def test_the_database_itself_refuses_a_page_without_an_own_language(begun: Database, published: str) -> None:
    """G19: whoever goes past the service."""
    with begun.writing() as session:
        write(session, "ca")
        write(session, "es", reviewed=False)
    row = " (name, source_locale, published, version) VALUES ('other', 'ca', true, 1)"
    with pytest.raises(DatabaseError, match=REFUSED), begun.writing() as session:
        session.execute(text(published + (row if "INSERT" in published else "")))


@pytest.mark.parametrize("taken", ["DELETE FROM city_text", "UPDATE city_text SET shown = NULL, state = 'draft'"])
def test_the_database_keeps_the_own_languages_of_a_published_page(begun: Database, taken: str) -> None:
    """G19: what everyone reads cannot lose one of the city's languages, only one of the others."""
    with begun.writing() as session:
        for locale in (*OWN, "fr"):
            write(session, locale)
        service.publish(session, "water", official=OWN, version=1, today=TODAY)
    with begun.writing() as session:
        session.execute(text(f"{taken} WHERE locale = 'fr'"))
    with pytest.raises(DatabaseError, match=REFUSED), begun.writing() as session:
        session.execute(text(f"{taken} WHERE locale = 'es'"))


def test_readers_see_what_was_reviewed_while_the_desk_writes_on(begun: Database) -> None:
    with begun.writing() as session:
        for locale in OWN:
            write(session, locale)
        service.publish(session, "water", official=OWN, version=1, today=TODAY)
        write(session, "ca", "new", reviewed=False)
    with begun.reading() as session:
        unit = page(session).unit
        assert unit.shown("ca")["title"] == "w"
        assert unit.state("ca") is State.DRAFT
        assert not unit.is_stale("es")
    with begun.writing() as session:
        service.review(session, page(session).unit, "ca", version=3, on=TODAY)
    with begun.reading() as session:
        assert page(session).unit.state("es") is State.STALE


def test_two_clerks_do_not_write_over_each_other(begun: Database) -> None:
    with begun.writing() as session:
        write(session, "ca", reviewed=False)
        unit = page(session).unit
        with pytest.raises(TextChanged):
            service.write(session, unit, "ca", {"title": "x"}, made_from="", version=0, on=TODAY)
        with pytest.raises(TextChanged):
            service.review(session, unit, "es", version=0, on=TODAY)
        with pytest.raises(TextChanged):
            service.publish(session, "water", official=OWN, version=9, today=TODAY)


def test_a_page_is_taken_back_and_then_deleted_with_its_texts(begun: Database) -> None:
    with begun.writing() as session:
        for locale in OWN:
            write(session, locale)
        service.publish(session, "water", official=OWN, version=1, today=TODAY)
        with pytest.raises(PageKnown):
            service.delete_page(session, "water", version=2)
        with pytest.raises(NameTaken):
            service.new_page(session, "water", source="ca")
        service.withdraw(session, "water", version=2)
        service.delete_page(session, "water", version=3)
    with begun.reading() as session:
        assert queries.page(session, "water") is None
        assert session.execute(text("SELECT count(*) FROM city_text")).scalar_one() == 0
