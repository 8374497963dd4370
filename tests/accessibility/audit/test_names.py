"""Names, roles and languages are told as a browser tells them."""

import pytest

from accessibility.audit.document import parse
from accessibility.audit.language_tags import foreign_script, is_language_tag, latin_run, primary
from accessibility.audit.names import name
from accessibility.audit.roles import role


def first(html: str) -> tuple[str, str]:
    """Role and name of the last element of a piece of HTML that has id x."""
    document = parse(html, is_fragment=True)
    element = document.by_id["x"]
    return role(element), name(element, document)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a id="x" href="/">Veu <span hidden>old</span></a>', ("link", "Veu")),
        ('<a id="x">Veu</a>', ("", "")),
        ('<button id="x">Remove<span class="vh"> the photo</span></button>', ("button", "Remove the photo")),
        ('<button id="x"><img src="/f" alt="Find"> it</button>', ("button", "Find it")),
        ('<label for="x">Place <small>street</small></label><input id="x">', ("textbox", "Place street")),
        ('<label>Place <input id="x" title="no"></label>', ("textbox", "Place")),
        ('<input id="x" type="submit">', ("button", "Submit")),
        ('<input id="x" type="range" placeholder="7">', ("slider", "7")),
        ('<select id="x" multiple aria-label="Types"></select>', ("listbox", "Types")),
        ('<img id="x" src="/p" alt="">', ("none", "")),
        ('<img id="x" src="/p" role="none" tabindex="0" alt="Tiles">', ("img", "Tiles")),
        ('<fieldset id="x"><legend>Choose</legend></fieldset>', ("group", "Choose")),
        (
            '<nav id="x" aria-labelledby="a b"></nav><p id="a">About</p><p id="b" hidden>Veu</p>',
            ("navigation", "About Veu"),
        ),
        ('<h2 id="x">A<br>B <svg role="img"><title>bin</title></svg></h2>', ("heading", "AB bin")),
    ],
)
def test_role_and_name(html: str, expected: tuple[str, str]) -> None:
    assert first(html) == expected


@pytest.mark.parametrize("tag", ["ca-valencia", "zh-Hans", "ar", "EN", "es-419", "ary", "sr-Latn-RS"])
def test_a_language_is_known(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize("tag", ["english", "xx", "spa", "eng", "i-lux", "", " ", "e", "es_ES", "#!"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    assert not is_language_tag(tag)


def test_every_locale_of_the_portal_is_known() -> None:
    assert all(map(is_language_tag, ("ar", "ca-valencia", "en", "es", "fr", "ru", "zh-Hans", "en-XA", "ar-XB")))
    assert primary("ca-valencia") == "ca"


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("После дождя", "en", "CYRILLIC"),
        ("После дождя", "ru", None),
        ("Veu, ε = 2, 38 °C", "ru", None),
        ("الحاوية", "fa", None),
        ("公园", "ar", "CJK"),
        ("Séquia", "en", None),
    ],
)
def test_letters_of_another_language_are_noticed(text: str, language: str, script: str | None) -> None:
    assert foreign_script(text, language) == script


def test_a_name_is_short_and_a_sentence_is_long() -> None:
    assert latin_run("Портал Veu, Carrer de la Pau") == 4
    assert latin_run("This sentence was never translated") == 5
    assert latin_run("38 % 公园") == 0
