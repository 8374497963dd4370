"""A part of the shell is drawn once for everything that it depends on, and anew for everything else."""

from fastapi import FastAPI
from markupsafe import Markup, escape

from portal.web.drawn_once import MOST_PARTS, DrawnOnce
from tests.visitor import Visitor


def test_a_part_is_drawn_once_for_what_it_depends_on() -> None:
    drawn, draws = DrawnOnce(), iter(range(10))

    def draw() -> Markup:
        return escape(next(draws))

    assert [drawn("menu", tag, caller=draw) for tag in ("en", "ar", "en", "ar")] == ["0", "1", "0", "1"]


def test_what_was_drawn_does_not_grow_without_end() -> None:
    drawn = DrawnOnce()
    for number in range(3 * MOST_PARTS):
        drawn("menu", number, caller=Markup)
    assert len(drawn._parts) <= MOST_PARTS


def test_the_menu_says_where_the_reader_is_and_in_which_language(app: FastAPI) -> None:
    for _ in range(2):
        here = Visitor(app).get("/en/issues"), Visitor(app).get("/en/accessibility"), Visitor(app).get("/ar/issues")
        at = [[each.get("href") for each in page.all("a") if each.get("aria-current") == "page"] for page in here]
        assert at == [["/en/issues"], [], ["/ar/issues"]]
