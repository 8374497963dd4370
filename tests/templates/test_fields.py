"""A question on a page: its label points to it, its hint and error describe it, and what was sent comes back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility.audit.context import Context
from accessibility.audit.document import Document, parse
from accessibility.audit.page import audit
from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import lazy, nlazy
from portal.web.drawings import pictograms
from tests.templates.stage import AGREE, ASKED, DISTRICT, EMAIL, PHOTO, TYPE, WORDS, draw

ASK = '{% from "components/questions.html" import questions %}{{ questions(parts) }}'
SUMMARY = '{% from "components/error_summary.html" import error_summary %}{{ error_summary(summary) }}'
ALONE = Context(is_fragment=True)

TEXT = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" \n"), max_size=40)
SAID = TEXT.filter(lambda text: bool(text.strip()))
SINGLE = st.sampled_from([Kind.TEXT, Kind.EMAIL, Kind.TEXTAREA, Kind.FILE, Kind.CHECKBOX])


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """Any question that a form may hold."""
    kind = draw(st.one_of(SINGLE, st.sampled_from([Kind.RADIOS, Kind.CHECKBOXES, Kind.SELECT])))
    has_choices = kind in {Kind.RADIOS, Kind.CHECKBOXES, Kind.SELECT}
    icons = st.none() | st.sampled_from(sorted(pictograms))
    made = st.builds(Choice, label=SAID, hint=st.none() | SAID, icon=icons, value=st.just(""))
    offered = draw(st.lists(made, min_size=1, max_size=4)) if has_choices else []
    choices = tuple(replace(each, value=f"c{place}") for place, each in enumerate(offered))
    values = st.sampled_from([choice.value for choice in choices]) if choices else TEXT
    return Field(
        id="asked",
        name="asked",
        kind=kind,
        choices=choices,
        values=draw(st.tuples() | st.tuples(values)),
        label=draw(SAID),
        hint=draw(st.none() | SAID),
        error=draw(st.none() | SAID),
        optional=draw(st.booleans()),
        count_to=draw(st.none() | st.integers(1, 4_000)),
        direction=draw(st.sampled_from([None, "auto", "ltr"])),
        inputmode=draw(st.sampled_from([None, "numeric"])),
        autocomplete="email" if kind is Kind.EMAIL else None,
    )


def shown(*parts: Field) -> Document:
    return parse(f"<main>{draw(ASK, parts=parts)}</main>", is_fragment=True)


def lines(text: str) -> str:
    """A text as a browser keeps it in the page."""
    return " ".join(text.split())


@settings(max_examples=30)
@given(fields())
def test_any_question_is_sound_and_tied_to_its_words(asked: Field) -> None:
    html = draw(ASK, parts=(asked,))
    faults = audit(html, context=ALONE)
    wanted = {"H8.summary"} if asked.error is not None else set()
    assert {each.rule for each in faults} - {"H4.script"} == wanted, [str(each) for each in faults]


@settings(max_examples=30)
@given(fields())
def test_what_describes_a_question_is_heard_in_order(asked: Field) -> None:
    page = shown(asked)
    described = next(each for each in page.elements if each.id == asked.id)
    assert described.get("aria-describedby") == (asked.described_by or "")
    for described_by in (asked.described_by or "").split():
        assert described_by in page.by_id
    assert (described.get("aria-invalid") == "true") == asked.is_invalid
    assert any("bad" in each.classes for each in page.elements) == (asked.error is not None)


@settings(max_examples=30)
@given(fields())
def test_every_control_has_its_label(asked: Field) -> None:
    page = shown(asked)
    controls = page.all("input", "select", "textarea")
    assert len(controls) == (len(asked.choices) if asked.is_group else 1)
    for control in controls:
        (label,) = page.labels[control.id]
        assert label.text
    said = page.all("legend")[0] if asked.is_group else page.labels[asked.id][0]
    assert said.text.startswith(lines(str(asked.label)))


@settings(max_examples=40)
@given(st.sampled_from([Kind.TEXT, Kind.TEXTAREA]), TEXT)
def test_what_was_written_comes_back_to_the_letter(kind: Kind, text: str) -> None:
    asked = Field(id="asked", name="asked", kind=kind, label="Words", values=(text,))
    (control,) = shown(asked).all("input", "textarea")
    kept = "".join(each for _, each in control.strings()) if kind is Kind.TEXTAREA else control.get("value")
    assert kept == text


def test_what_was_chosen_comes_back() -> None:
    chosen = answered(ASKED, values={"category": ("light",), "district": ("mercat",), "agree": ("yes",)})
    page = shown(*chosen.parts)
    assert [each.get("value") for each in page.all("input") if each.has("checked")] == ["light", "yes"]
    assert [each.get("value") for each in page.all("option") if each.has("selected")] == ["mercat"]


def test_a_password_and_a_file_never_come_back() -> None:
    for kind in (Kind.PASSWORD, Kind.FILE):
        html = draw(ASK, parts=(Field(id="s", name="s", kind=kind, label="Secret", values=("hunter2",)),))
        assert "hunter2" not in html


def test_a_lazy_label_is_said_in_the_language_of_the_page() -> None:
    asked = Field(
        id="a", name="a", label=lazy("Until %(day)s", day="Monday"), error=nlazy("%(n)s day", "%(n)s days", 2)
    )
    html = draw(ASK, parts=(asked,))
    assert "Until <bdi>Monday</bdi>" in html
    assert "<bdi>2</bdi> days" in html


def test_an_optional_question_says_so_in_words() -> None:
    assert "(optional)" in shown(WORDS).labels["words"][0].text
    assert "(optional)" not in shown(DISTRICT).labels["district"][0].text


def test_a_pictogram_stands_beside_the_words_and_says_nothing() -> None:
    label = shown(TYPE).labels["category-light"][0]
    assert label.text == "Street light dark, broken, blinking"
    assert [each.get("aria-hidden") for each in label.find("svg")] == ["true"]


def test_the_question_of_a_page_can_be_its_heading() -> None:
    html = draw('{% from "components/field.html" import field %}{{ field(asked, heading="h1") }}', asked=TYPE)
    assert "<legend><h1>Choose the type of problem</h1></legend>" in html


@pytest.mark.parametrize("asked", [WORDS, PHOTO, EMAIL, AGREE, DISTRICT])
def test_the_device_learns_what_a_field_is(asked: Field) -> None:
    (control,) = shown(asked).all("input", "textarea", "select")
    assert control.get("autocomplete") == (asked.autocomplete or "")
    assert control.get("dir") == (asked.direction or "")
    assert control.get("accept") == (asked.accept or "")


def test_the_summary_says_what_the_fields_say_and_leads_to_them() -> None:
    errors = {
        "category": lazy("Choose the type of problem."),
        "words": lazy("Shorten your words."),
    }
    wrong: Form = replace(answered(ASKED, values={}, errors=errors), errors=("Somebody else changed this.",))
    html = draw(SUMMARY + "<h1>What is the problem?</h1>" + ASK, summary=wrong.summary, parts=wrong.parts)
    faults = audit(html, context=Context(is_fragment=True, has_errors=True))
    assert [str(each) for each in faults] == []
    links = [(each.get("href"), each.text) for each in parse(html, is_fragment=True).all("a")]
    assert links == [
        ("#category-ground", "Choose the type of problem."),
        ("#words", "Shorten your words."),
    ]


def test_the_summary_has_the_focus_with_and_without_script() -> None:
    wrong = answered(ASKED, values={}, errors={"words": "Shorten your words."})
    box = parse(draw(SUMMARY, summary=wrong.summary), is_fragment=True).by_id["errors"]
    assert (box.has("autofocus"), box.has("data-autofocus"), box.get("tabindex")) == (True, True, "-1")
    assert [each.get("role") for each in box.elements] == ["alert"]


def test_without_errors_there_is_no_summary() -> None:
    assert draw(SUMMARY, summary=ASKED.summary).strip() == ""
