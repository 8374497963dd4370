"""An e-mail address is kept as letters are sent to it, and one that no letter reaches is refused where it is typed."""

import pytest

from i18n.lazy import lazy
from portal.web.binding import FieldProblem
from portal.web.email_addresses import PLAIN_LETTERS, reachable

IN_FULL = lazy("Write your e-mail address in full, such as name@example.org.")


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("ana@example.org", "ana@example.org"),
        (" Ana@Example.ORG ", "ana@example.org"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_read_into_the_form_that_letters_are_sent_to(typed: str, sent_to: str) -> None:
    assert reachable(typed, otherwise=IN_FULL) == sent_to


@pytest.mark.parametrize("typed", ["josé@b.example", "ана@b.example", "用户@b.example", "علي@b.example"])
def test_an_address_beyond_plain_letters_is_refused_and_says_why(typed: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        reachable(typed, otherwise=IN_FULL)
    assert refused.value.sentence == PLAIN_LETTERS


@pytest.mark.parametrize("typed", ["ana", "ana@", "@example.org", "a b@example.org", "a@b@c.example"])
def test_what_is_no_address_is_refused_in_the_words_of_the_form(typed: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        reachable(typed, otherwise=IN_FULL)
    assert refused.value.sentence == IN_FULL
