"""Sentences declared before there is a reader."""

import pytest
from jinja2 import Environment

from i18n.lazy import NotTranslated, lazy, nlazy, plazy


def test_a_log_shows_the_english_source():
    assert str(lazy("At most %(limit)s of %(what)s", limit=3)) == "At most 3 of %(what)s"
    assert str(nlazy("%(n)s voice", "%(n)s voices").count(2)) == "2 voices"
    assert str(nlazy("%(n)s voice", "%(n)s voices").count(1)) == "1 voice"
    assert str(nlazy("%(n)s voice", "%(n)s voices")) == "%(n)s voice"


def test_a_page_that_forgets_the_translator_fails():
    page = Environment(autoescape=True).from_string("{{ label }}")
    with pytest.raises(NotTranslated):
        page.render(label=lazy("Street"))


def test_binding_keeps_older_values_and_never_changes_the_sentence():
    first = lazy("%(a)s %(b)s", a=1)
    assert str(first.bind(b=2)) == "1 2"
    assert str(first.bind(a=3, b=2)) == "3 2"
    assert str(first) == "1 %(b)s"


def test_sentences_of_the_same_words_are_equal_unless_their_context_differs():
    assert lazy("Report") == lazy("Report")
    assert lazy("Report") != plazy("verb", "Report")
    assert len({lazy("Report"), lazy("Report"), plazy("verb", "Report")}) == 2
