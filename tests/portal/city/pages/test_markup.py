"""What is typed becomes parts of a page and nothing else, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from portal.city.pages.markup import Foreign, Heading, List, Paragraph, Table, parts_of, texts_in

ONES = (
    "# a", "## b", "- c", "1. d", "| e | f |", "| - | - |", "[g](/h)", "[](javascript:i)", "<script>", '"><img>',
    "![j](k)", "::: ar", ":::", "**l**", "\\", "&lt;", "```", "    m", "[n]: https://o.example", "<https://p.example>",
    "", "\n",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(ONES), max_size=12).map("\n".join)
OURS = re.compile(r'</?b>|<br>|</a>|<a href="(?:https?://|mailto:|tel:|/(?!/))[^"<>]*">')


def markups(part: object) -> list[Markup]:
    """All that is written into a page as it stands."""
    if isinstance(part, Heading | Paragraph):
        return [part.words]
    if isinstance(part, List):
        return [each for item in part.items for inner in item for each in markups(inner)]
    if isinstance(part, Table):
        return [*part.head, *(cell for row in part.rows for cell in row)]
    assert isinstance(part, Foreign)
    return [each for inner in part.parts for each in markups(inner)]


@given(st.one_of(PIECES, st.text(max_size=60)))
def test_no_tag_but_ours_comes_out(text: str) -> None:
    for part in parts_of(text):
        for written in markups(part):
            assert "<" not in OURS.sub("", written), written


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:x", "//evil.example", "http:/x", "JAVASCRIPT:x", "vbscript:x"]
)
def test_a_link_that_leads_to_no_page_is_no_link(address: str) -> None:
    (part,) = parts_of(f"[a]({address})")
    assert isinstance(part, Paragraph)
    assert "<a" not in part.words


def test_each_part_has_its_shape() -> None:
    heading, list_, table, foreign, last = parts_of(
        "# When\n- a\n- b\n  1. c\n\n| Day | |\n|-|-|\n| Monday | 8 |\n\n::: ar\nأهلا\n:::\none\ntwo"
    )
    assert heading == Heading(2, "part-1", Markup("When"))
    assert isinstance(list_, List)
    assert list(texts_in((list_,))) == ["a", "b", "c"]
    assert isinstance(table, Table)
    assert (table.named_by, table.caption, table.head) == ("part-1", "When", (Markup("Day"), Markup("")))
    assert isinstance(foreign, Foreign)
    assert foreign.locale.direction == "rtl"
    assert last == Paragraph(Markup("one<br>two"))


def test_a_mark_of_no_language_of_ours_is_text() -> None:
    assert list(texts_in(parts_of("::: xx\na\n:::"))) == ["::: xxa:::"]
