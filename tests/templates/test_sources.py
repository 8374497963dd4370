"""What holds for the source of every template, whatever it is rendered with."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from portal.ground.mail.environment import template_folder
from portal.web.rendering import environment

FOLDER = template_folder()
ALL = tuple(sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html") if "email" not in path.parts))
SHARED = tuple(name for name in ALL if name.split("/")[0] in {"layouts", "components", "errors"})
COMPONENTS = tuple(name for name in ALL if name.startswith("components/"))

# What may stand in a template without being translated: the name, and signs between things.
UNTRANSLATED = re.compile(r"Veu|[–/\s]")
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder)="[^"{]*[A-Za-z]{3,}[^"{]* [^"{]*"')


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def plain_text(html: str) -> str:
    """The words that a template shows without asking for a translation."""
    parts = environment("en").parse(html).find_all(nodes.TemplateData)
    text = re.sub(r"<[^<>]*>|[\w-]+=\"[^\"]*\"", " ", "".join(part.data for part in parts))
    return UNTRANSLATED.sub("", re.sub(r"&\w+;|data-ugc", "", text))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_template_compiles(tag: str) -> None:
    for name in ALL:
        environment(tag).get_template(name)


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_is_translated(name: str) -> None:
    assert not re.search(r"[A-Za-z]{2,}", plain_text(source(name))), plain_text(source(name))
    assert not SPOKEN_ATTRIBUTE.search(source(name))


def test_an_untranslated_sentence_would_be_noticed() -> None:
    assert plain_text('<p>{{ _("Told") }} and forgotten <b{% if x %} class="y"{% endif %}></b></p>') == "andforgotten"
    assert SPOKEN_ATTRIBUTE.search('<nav aria-label="Pages of reports">')


@pytest.mark.parametrize("name", ALL)
def test_no_template_styles_scripts_or_vouches_for_itself(name: str) -> None:
    text = source(name)
    assert not re.search(r"\sstyle=|\son[a-z]+=|\|\s*safe\b|autoescape", text)
    assert not re.search(r"<script(?! src=)", text)
    assert text.count("<style>") == (1 if name == "layouts/page.html" else 0)


def test_the_field_of_the_session_is_written_in_one_place() -> None:
    assert [name for name in ALL if 'name="csrf"' in source(name)] == ["components/form.html"]


@pytest.mark.parametrize("name", SHARED)
def test_words_of_one_or_two_have_a_context(name: str) -> None:
    for found in re.finditer(r'(?<!p)\b_(?:\.text)?\(\s*["\']([^"\']+)["\']', source(name)):
        assert len(re.sub(r"%\(\w+_(start|end)\)s", "", found[1]).split()) > 2, f"{found[1]!r} needs pgettext"


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_offers_a_macro_of_its_own_name(name: str) -> None:
    macros = {each.name for each in environment("en").parse(source(name)).find_all(nodes.Macro)}
    assert Path(name).stem in macros or name == "components/hidden.html"


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_says_first_what_it_is_for(name: str) -> None:
    assert re.match(r"\{# [A-Z].+?\. ?.*?#\}", source(name), re.DOTALL)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_asks_for_nothing_but_its_arguments(name: str) -> None:
    """Macros are imported without context: whatever belongs to one request has to be handed in."""
    assert not re.search(r"\b(page|url|visit)\b[.(]", re.sub(r"\{#.*?#\}", "", source(name), flags=re.DOTALL))


@pytest.mark.parametrize("name", ALL)
def test_what_is_imported_is_used(name: str) -> None:
    tree = environment("en").parse(source(name))
    imported = [
        each if isinstance(each, str) else each[1] for found in tree.find_all(nodes.FromImport) for each in found.names
    ]
    used = {each.name for each in tree.find_all(nodes.Name)}
    assert not set(imported) - used
