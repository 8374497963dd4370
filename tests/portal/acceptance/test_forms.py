"""Acceptance of forms: what is wrong is said at its place, nothing typed is lost, nothing is sent by itself."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from accessibility.audit.document import parse
from accessibility.audit.element import Element
from i18n.locales import SHIPPED
from i18n.translator import translator
from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.web.binding import Form
from tests.portal.languages.conftest import Town
from tests.portal.listen.reports.test_filing import WORDS, photo
from tests.visitor import Page, Visitor

TEMPLATES = Path(__file__).parents[3] / "templates"
SENTENCE_WORDS = 3  # fewer words cannot name a field and say how to mend it
FIELDS = ("input", "select", "textarea", "fieldset")


def kinds_of_form(kind: type[Form] = Form) -> list[type[Form]]:
    return [each for below in kind.__subclasses__() for each in (below, *kinds_of_form(below))]


def refused(town: Town) -> list[Page]:
    """Pages of forms that were sent empty."""
    resident = Visitor(town.app())
    problem = resident.submit(resident.get("/en/report"), "problem", status=422)
    place = resident.submit(problem, "problem", category="ground", words=WORDS)
    clerk = town.signed_in("marta", Role.MANAGER)
    return [
        problem,
        resident.submit(place, "place-form", status=422),
        resident.submit(resident.get("/en/sign-in"), "sign-in", status=422),
        resident.submit(resident.get("/en/track"), "track", status=422),
        clerk.submit(clerk.get("/staff/en/polls/new"), "poll", status=422),
        clerk.submit(clerk.get("/staff/en/weights"), "weights", status=422, weeks="0", set_by=""),
    ]


def test_every_error_is_a_sentence_that_says_what_to_do(town: Town) -> None:
    """AC-ERR-1: each message is a sentence of its own; the words that no catalogue says are in i18n/wording.toml."""
    town.app()  # every room is loaded, and with it every kind of form
    messages = {sentence for kind in kinds_of_form() for sentence in kind.problems.values()}
    assert len(messages) > 8
    for locale in SHIPPED:
        said = [translator(locale).gettext.text(message) for message in messages]
        assert all(len(each) > 8 for each in said) if locale.tag != "zh" else all(said)
    english = [message.msgid for message in messages]
    short = [each for each in english if len(each.split()) < SENTENCE_WORDS or not each.endswith((".", "?"))]
    assert short == []
    assert not [each for each in english if re.search(r"\binvalid\b|error in th", each, re.IGNORECASE)]


def test_every_error_is_tied_to_its_field_and_nothing_else_speaks(town: Town) -> None:
    """AC-ERR-2: each error is among the descriptions of its field, and the live region is empty."""
    for page in refused(town):
        document = parse(page.html)
        errors = [each for each in document.elements if each.id.endswith("-error")]
        assert errors, page.url
        for error in errors:
            field = document.by_id[error.id.removesuffix("-error")]
            assert field.tag in FIELDS
            assert error.id in field.get("aria-describedby").split(), page.url
        assert document.by_id["live"].text == ""


def test_a_refused_form_keeps_the_photo_and_every_word(visitor: Visitor) -> None:
    """AC-ERR-4: what was typed and the photo are on the page that says what is wrong, and on the next."""
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, files=files, words=WORDS)
    assert WORDS in page.text
    assert any(image.get("src", "").count("/photo") for image in page.all("img"))
    place = visitor.submit(page, "problem", category="ground")
    long = " ".join(["by the old oak"] * 20)
    wrong = visitor.submit(place, "place-form", status=422, place=long, district="")
    assert [each.get("value") for each in wrong.all("input") if each.get("name") == "place"] == [long]
    check = visitor.submit(wrong, "place-form", place="by the old oak", district="centre")
    again = visitor.submit(check, "check", status=422, public="yes", email="ana@")
    assert [each.get("value") for each in again.all("input") if each.get("name") == "email"] == ["ana@"]
    assert WORDS in again.text
    assert any(image.get("src", "").count("/photo") for image in again.all("img"))


def test_half_an_hour_later_a_form_can_still_be_sent(visitor: Visitor, frozen_clock: FrozenClock) -> None:
    """2.2.1: nobody is hurried: what was typed half an hour ago is taken, and the report is filed."""
    place = visitor.submit(visitor.get("/en/report"), "problem", category="ground", words=WORDS)
    frozen_clock.advance(timedelta(minutes=30))
    check = visitor.submit(place, "place-form", place="by the old oak", district="centre")
    frozen_clock.advance(timedelta(minutes=30))
    assert WORDS in check.text
    assert visitor.submit(check, "check", public="yes").h1 == "Report sent"


def test_radios_stand_under_a_question(town: Town) -> None:
    """AC-FORM-1: every radio has a fieldset with a legend, and every label points to a control of the page."""
    seen = 0
    for page in refused(town):
        document = parse(page.html)
        for each in document.all("input"):
            if each.get("type") == "radio":
                fieldset = each.closest("fieldset")
                assert fieldset is not None
                assert fieldset.elements[0].tag == "legend"
                assert fieldset.elements[0].text
                seen += 1
        for label in document.all("label"):
            assert document.by_id[label.get("for")].tag in FIELDS
    assert seen > 5


def test_what_may_be_left_out_is_said_before_the_first_question(town: Town) -> None:
    """AC-FORM-2: in words before the questions and in words behind each; no asterisk stands for it."""
    seen = 0
    for page in refused(town):
        for form in parse(page.html).all("form"):
            marked = [at for at, each in enumerate(form.walk()) if "opt" in each.classes]
            told = [at for at, each in enumerate(form.walk()) if each.text == TOLD]
            first = next((at for at, each in enumerate(form.walk()) if each.tag in ("label", "legend")), 0)
            assert bool(marked) == bool(told), page.url
            assert not told or told[0] < first
            assert not [each for each in form.find("label", "legend") if each.text.rstrip().endswith("*")]
            seen += len(marked)
    assert seen > 3


TOLD = "You can leave out what is marked as optional."


@pytest.mark.parametrize("address", ["/en/issues", "/staff/en/queue", "/staff/en/issues"])
def test_a_filter_is_sent_by_its_one_button(town: Town, address: str) -> None:
    """AC-FILT-1: one submit button, and no request that a change makes."""
    page = town.signed_in("clara", Role.CLERK).get(address)
    (form,) = [each for each in parse(page.html).all("form") if "filter" in each.classes]
    assert len([each for each in form.find("button") if each.get("type") in ("", "submit")]) == 1
    assert not [each for each in form.walk() if each.has("hx-trigger") or each.has("onchange")]
    assert list(form.find("select"))


def test_dates_are_typed(town: Town) -> None:
    """AC-DATE-1: a date is a text with its own label and an example; no control opens a calendar."""
    document = parse(town.signed_in("clara", Role.CLERK).get("/staff/en/polls/new").html)
    dates = [each for each in document.all("input") if each.get("name").endswith("_on")]
    assert len(dates) == 2
    for each in dates:
        assert each.get("type") in ("", "text")
        assert document.labels[each.id][0].text
        assert any(part.isdigit() for part in re.split(r"\W", _described(each, document.by_id)))
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    assert not [source for source in sources if re.search(r'type="(date|month|week|time|datetime-local)"', source)]


def _described(field: Element, by_id: dict[str, Element]) -> str:
    return " ".join(by_id[each].text for each in field.get("aria-describedby").split())
