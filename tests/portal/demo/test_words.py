"""Every text stands in its own language, and none holds personal data."""

import random
import unicodedata

import pytest

from portal.demo import measures
from portal.demo.city import invent_city
from portal.demo.streets import LANDMARKS
from portal.demo.words import LOCALES, NO_LANDMARK, kinds_of, lacking, report_text, titles, words
from privacy.minimise.text import find

SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
PLACES = (None, *LANDMARKS)
KINDS = [(service.code, kind) for service in invent_city().services for kind in kinds_of(service.code)]


def script_of(text: str) -> set[str]:
    return {unicodedata.name(sign).split()[0] for sign in text if sign.isalpha()}


def everything(locale: str) -> list[str]:
    """Every sentence that can stand on a page in this language."""
    spoken = words(locale)
    found = [
        *spoken.since,
        *spoken.wish,
        spoken.question,
        spoken.answer,
        *spoken.where.values(),
    ]
    for kinds in spoken.kinds.values():
        found += [text for kind in kinds.values() for text in (kind.title, *kind.texts)]
    for solution in measures.solutions():
        found += [solution.titles[locale], solution.summaries[locale], solution.effects[locale]]
    asked = measures.poll()
    found += [asked.questions[locale], asked.explanations[locale]]
    return [*found, *(option.names[locale] for option in asked.options)]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_language_lacks_a_text(locale: str) -> None:
    assert lacking(locale) == ()
    assert set(words(locale).kinds) == {service.code for service in invent_city().services}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_written_in_the_script_of_its_language(locale: str) -> None:
    for text in everything(locale):
        assert script_of(text.replace("{where}", "")) == {SCRIPTS.get(locale, "LATIN")}, text


def test_no_two_languages_share_a_sentence() -> None:
    first: dict[str, str] = {}
    shared = set()
    for locale in LOCALES:
        for text in everything(locale):
            if len(text.replace("{where}", "").split()) > 1 and first.setdefault(text, locale) != locale:
                shared.add(text)
    assert shared == {"Falta una rampa {where}", "Arbres secs {where}"}  # Catalan says these as its neighbours do


@pytest.mark.parametrize("locale", LOCALES)
def test_a_report_is_whole_for_every_kind_and_place(locale: str) -> None:
    chance = random.Random(1)
    for service_code, kind in KINDS:
        for landmark in PLACES:
            text = report_text(chance, locale, service_code, kind, landmark)
            assert words(locale).where[landmark or NO_LANDMARK] in text
            title = titles(service_code, kind, landmark)[locale]
            assert title
            assert "  " not in text + title
            assert "{" not in text + title


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_holds_personal_data(locale: str) -> None:
    chance = random.Random(2)
    for text in everything(locale):
        assert find(text) == ()
    for service_code, kind in KINDS:
        assert find(report_text(chance, locale, service_code, kind, chance.choice(PLACES))) == ()


def test_the_finder_would_have_seen_some() -> None:
    """Control of the test above."""
    assert find(f"{words('es').since[0]} 612 345 678")


def test_measures_name_services_and_districts_that_exist() -> None:
    invented = invent_city()
    services = {service.code for service in invented.services}
    districts = {district.code for district in invented.city.districts}
    assert 5 <= len(measures.solutions()) <= 8
    for solution in measures.solutions():
        assert set(solution.services) <= services
        assert set(solution.districts) <= districts
        assert set(solution.titles) == set(solution.summaries) == set(solution.effects) == set(LOCALES)


def test_the_poll_is_open_and_its_shares_are_whole() -> None:
    asked = measures.poll()
    assert sum(option.share for option in asked.options) == pytest.approx(1)
    assert set(asked.questions) == set(asked.explanations) == set(LOCALES)
    assert all(set(option.names) == set(LOCALES) for option in asked.options)
