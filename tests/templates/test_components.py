"""Each component says what it is given, in markup that everyone can use."""

import pytest

from accessibility.audit.context import Context
from accessibility.audit.document import Document, parse
from accessibility.audit.page import audit
from i18n.locales import SHIPPED
from portal.ground.mail.environment import template_folder
from tests.templates.examples import EXAMPLES, OF_FIELDS, example, spoilt
from tests.templates.stage import draw


def read(html: str) -> Document:
    return parse(f"<main>{html}</main>", is_fragment=True)


def test_every_component_has_an_example() -> None:
    files = {path.stem for path in (template_folder() / "components").glob("*.html")}
    assert files == set(EXAMPLES) | OF_FIELDS


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_component_is_sound(name: str) -> None:
    assert [str(each) for each in audit(example(name), context=Context(is_fragment=True))] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_component_escapes_what_it_is_given(name: str) -> None:
    assert "<script>" not in spoilt(name)


def test_most_components_are_given_words_that_might_be_markup() -> None:
    assert sum("&lt;script&gt;" in spoilt(name) for name in EXAMPLES) >= 12


def test_a_form_carries_the_session_only_where_it_changes_something() -> None:
    call = (
        '{% from "components/form.html" import form %}'
        '{% call form(id="f", action="/x", method=method, csrf=csrf) %}{% endcall %}'
    )
    assert 'name="csrf" value="b7"' in draw(call, method="post", csrf="b7")
    assert "csrf" not in draw(call, method="get", csrf="b7")
    assert "csrf" not in draw(call, method="post", csrf=None)


def test_a_form_says_what_may_be_left_out_after_its_own_heading() -> None:
    call = (
        '{% from "components/form.html" import form %}'
        '{% call form(id="f", action="/x", method="get") %}<h2>Decision</h2><i class="opt"></i>{% endcall %}'
    )
    drawn = draw(call)
    assert [each.tag for each in read(drawn).all("form")[0].find("h2", "p", "i")] == ["h2", "p", "i"]
    assert "<h2>Decision</h2>" in drawn


def test_every_form_leaves_the_questions_to_the_server() -> None:
    form = read(example("form")).all("form")[0]
    assert (form.has("novalidate"), form.get("method"), form.get("enctype")) == (True, "post", "multipart/form-data")


def test_a_filter_sends_for_the_list_alone_and_keeps_its_order() -> None:
    call = (
        '{% from "components/filter_form.html" import filter_form %}'
        '{{ filter_form("/x", (), into="list", keeps=(("order", "due"),)) }}{{ filter_form("/y", ()) }}'
    )
    alone, whole = read(draw(call)).all("form")
    assert (alone.get("hx-get"), alone.get("hx-target"), whole.has("hx-get")) == ("/x", "#list", False)
    assert [(each.get("name"), each.get("value")) for each in alone.find("input")] == [("order", "due")]


def test_the_way_back_stands_behind_the_button() -> None:
    row = read(example("actions")).elements
    assert [each.tag for each in row if each.tag in {"button", "a"}] == ["button", "a"]


def test_a_link_to_another_language_is_in_that_language() -> None:
    links = read(example("language_links")).all("a")
    assert [(each.get("lang"), each.get("dir"), each.text) for each in links] == [
        (each.html_lang, each.direction, each.endonym) for each in SHIPPED
    ]
    assert [each.get("lang") for each in links if each.get("aria-current") == "true"] == ["en"]


def test_the_emergency_number_can_be_called() -> None:
    (call,) = read(example("emergency")).all("a")
    assert (call.get("href"), call.text) == ("tel:112", "112")


def test_a_table_stays_one_when_its_cells_are_stacked() -> None:
    box = read(example("table")).all("div")[0]
    roles = {each.tag: each.get("role") for each in box.find("table", "thead", "tbody", "tr", "td")}
    assert roles == {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    assert [each.get("role") for each in box.find("th")] == ["columnheader", "columnheader", "rowheader"]
    assert [each.get("data-label") for each in box.find("td")] == ["Type"], "each cell says its column's name"


def test_a_range_wider_than_its_number_is_drawn_soft() -> None:
    sure, unsure = read(example("bars")).all("li")
    assert ("wide-range" in sure.classes, "wide-range" in unsure.classes) == (False, True)
    assert sure.text.endswith("1,180 1,142 to 1,218")


def test_the_ends_of_a_range_are_text_below_the_drawing() -> None:
    assert read(example("chance")).root.text == "4,125 4,170 4,215"


def test_what_will_happen_is_marked_as_such() -> None:
    steps = read(example("timeline")).all("li")
    assert [each.classes for each in steps] == [frozenset(), frozenset({"next"})]


def test_a_box_says_in_words_who_sees_it() -> None:
    for name, sign, who in (("public_box", "pub", "Everyone"), ("private_box", "priv", "Only the crew")):
        box = read(example(name)).all("section")[0]
        assert sign in box.classes
        assert [each.text for each in box.find("p") if "mark" in each.classes] == [who]
        assert next(iter(box.find("h2"))).id == box.get("aria-labelledby")


def test_a_notice_has_the_focus_with_and_without_script() -> None:
    said = read(example("notice")).by_id["notice"]
    assert (said.has("autofocus"), said.has("data-autofocus"), said.get("tabindex")) == (True, True, "-1")


def test_hidden_words_are_heard_within_their_sentence() -> None:
    html = draw(
        '{% from "components/hidden.html" import hidden_start, hidden_end %}'
        '{{ _("Change%(hidden_start)s the place%(hidden_end)s", hidden_start=hidden_start, hidden_end=hidden_end) }}'
    )
    assert html == 'Change<span class="vh"> the place</span>'


def test_macros_speak_the_language_of_their_environment() -> None:
    """They are imported without context, so each language has an environment of its own."""
    said = {tag: read(example("chance", tag=tag)).root.text for tag in ("en", "es", "fr")}
    assert said == {"en": "4,125 4,170 4,215", "es": "4.125 4.170 4.215", "fr": "4 125 4 170 4 215"}
