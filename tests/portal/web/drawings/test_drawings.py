"""What holds for every drawing: it is hidden or named, it says nothing in words, and it is always the same."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from markupsafe import Markup

from portal.web import drawings
from portal.web.drawings import District
from portal.web.drawings.shapes import circle, number
from tests.portal.web.drawings.pictures import dots, read, words

DRAWN: dict[str, Markup] = {
    "mark": drawings.mark(),
    "hero": drawings.hero(),
    "defs": drawings.defs(),
    "bar": drawings.bar(1, 2, 3, scale=4),
    "exact_bar": drawings.exact_bar(1, total=2),
    "chance": drawings.chance(10, 5, 15),
    "lane": drawings.lane((0.5, 0.5)),
    "growing": drawings.growing(1),
    "swatch": drawings.swatch(1),
    **{f"glyph {at}": glyph for at, glyph in enumerate(drawings.circle_glyphs())},
    **{f"pictogram {key}": drawn for key, drawn in drawings.pictograms.items()},
}
ALL = pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)


@ALL
def test_a_drawing_is_hidden_from_screen_readers_and_takes_no_focus(drawn: Markup) -> None:
    picture = read(drawn)
    assert picture.get("aria-hidden") == "true"
    assert picture.tag == "p" or picture.get("focusable") == "false"


@ALL
def test_only_digits_are_written_in_a_drawing(drawn: Markup) -> None:
    assert re.fullmatch(r"[\d ]*", words(drawn))


@ALL
def test_a_drawing_names_no_colour_and_no_style(drawn: Markup) -> None:
    assert "style=" not in drawn
    assert not re.search(r'(fill|stroke)="(?!none|url\(#)', drawn)


@ALL
def test_a_drawing_is_markup_so_that_no_template_calls_it_safe(drawn: Markup) -> None:
    assert isinstance(drawn, Markup)


def test_the_namespace_of_templates_is_whole() -> None:
    assert {name for name in drawings.__all__ if not callable(getattr(drawings, name))} == {"pictograms"}
    assert District in {getattr(drawings, name) for name in ("District",)}


def test_twelve_services_can_each_have_a_pictogram_of_their_own() -> None:
    known = "light ground step waste green noise water other traffic repair reuse ewaste building animal cycle play"
    assert sorted(drawings.pictograms) == sorted(known.split())
    assert len(set(drawings.pictograms.values())) == len(drawings.pictograms) >= 12


@pytest.mark.parametrize("key", drawings.pictograms)
def test_every_pictogram_shows_a_thing_and_the_voices_round_it(key: str) -> None:
    picture = drawings.pictograms[key]
    voices = [dot for dot in dots(picture) if dot.kind == "v"]
    solid = [part for part in read(picture) if part.get("class") is None]
    assert voices
    assert solid
    for dot in voices:
        assert min(dot.x, dot.y) - dot.radius >= -0.5
        assert max(dot.x, dot.y) + dot.radius <= 40.5


def test_the_mark_is_symmetric_and_starts_with_two_voices() -> None:
    seven = dots(drawings.mark())
    assert len(seven) == 7
    assert {(round(36 - dot.x, 1), dot.y, dot.radius) for dot in seven} == {(dot.x, dot.y, dot.radius) for dot in seven}
    assert [dot.kind for dot in seven] == ["v", "v", "", "", "", "", ""]


def test_the_mark_in_the_tab_is_the_mark_on_the_page() -> None:
    icon = Path(drawings.__file__).parents[2] / "static" / "mark.svg"
    shapes = [(dot.x, dot.y, dot.radius) for dot in dots(drawings.mark())]
    drawn = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', icon.read_text())
    assert [tuple(map(float, each)) for each in drawn] == shapes


def test_voices_grow_into_a_fact_in_the_bottom_end_corner() -> None:
    groups = read(drawings.hero()).findall("path")
    widths = [(each.get("class"), float(each.get("stroke-width", ""))) for each in groups]
    small = [width for kind, width in widths if kind == "dots v"]
    large = [width for kind, width in widths if kind == "dots k"]
    assert small == sorted(small)
    assert large == sorted(large)
    assert max(small) <= min(large)
    largest = re.findall(r"M([\d.]+) ([\d.]+)h0", groups[-1].get("d", ""))
    assert all(float(x) > 260 < float(y) for x, y in largest)


def test_another_process_draws_the_same() -> None:
    program = "from portal.web import drawings as d; print(d.hero(), *d.circle_glyphs(), *d.pictograms.values())"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    here = " ".join((drawings.hero(), *drawings.circle_glyphs(), *drawings.pictograms.values()))
    assert told.stdout == here + "\n"


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (100.0, "100"), (10.06, "10.1")]
)
def test_coordinates_are_short(value: float, written: str) -> None:
    assert number(value) == written


def test_a_class_is_escaped_like_any_text() -> None:
    assert circle(1, 2, 3, '"><script>').count("<") == 1
