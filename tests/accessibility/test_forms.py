"""A form shows what was sent and what is wrong, in the order of the page and in the same words twice."""

import pytest

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered, summarise

TYPE = Field(
    id="type", name="type", label="Choose", kind=Kind.RADIOS, choices=(Choice(value="light", label="Street light"),)
)
WORDS = Field(id="words", name="words", label="Describe it", kind=Kind.TEXTAREA)
PHOTO = Field(id="photo", name="photo", label="Photo", kind=Kind.FILE)
REPORT = Form(id="report", action="/en/report", parts=(TYPE, WORDS, PHOTO))


class Lazy:
    """Stands for a translator's lazy string: it counts how often it was asked for its words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.asked = 0

    def __str__(self) -> str:
        self.asked += 1
        return self.words


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    assert (REPORT.method, REPORT.enctype) == ("post", "multipart/form-data")
    assert Form(id="f", action="/x", parts=(WORDS,)).enctype is None


def test_a_form_that_only_asks_uses_get() -> None:
    assert Form(id="f", action="/en/issues", changes=False, parts=(PHOTO,)).enctype is None
    assert Form(id="f", action="/en/issues", changes=False).method == "get"


def test_a_form_without_errors_has_no_summary() -> None:
    assert REPORT.is_valid
    assert not REPORT.summary


def test_errors_are_summed_up_in_page_order_and_lead_to_their_controls() -> None:
    errors = {"words": "Too long", "type": "Choose the type"}
    form = answered(REPORT, values={"words": ("…",), "type": ()}, errors=errors)
    assert [(link.text, link.href) for link in form.summary.links] == [
        ("Choose the type", "#type-light"),
        ("Too long", "#words"),
    ]
    assert not form.is_valid


def test_an_error_of_the_whole_form_comes_first_and_leads_nowhere() -> None:
    summary = summarise((WORDS,), general=("Somebody changed this report",))
    assert [(link.text, link.href) for link in summary.links] == [("Somebody changed this report", None)]


def test_what_was_sent_is_kept_apart_from_files_and_passwords() -> None:
    secret = Field(id="key", name="key", label="Key", kind=Kind.PASSWORD)
    form = answered(
        Form(id="f", action="/x", parts=(WORDS, PHOTO, secret)),
        values={"words": ("loose tiles",), "photo": ("p.jpg",), "key": ("hush",)},
    )
    assert [part.values for part in form.parts] == [("loose tiles",), (), ()]


def test_an_error_that_no_field_would_show_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        answered(REPORT, values={}, errors={"colour": "Choose a colour"})


def test_words_are_handed_on_without_being_read() -> None:
    lazy = Lazy("Trop long")
    form = answered(REPORT, values={}, errors={"words": lazy})
    assert form.summary.links[0].text is lazy
    assert lazy.asked == 0
