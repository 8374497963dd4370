"""A map has one outline a district, a class that can be told apart without colour, and a name."""

import re

import pytest

from portal.web.drawings import District, citymap, defs, swatch
from tests.portal.web.drawings.pictures import read, words

DISTRICTS = tuple(
    District(number=at + 1, outline=f"M{10 * at} 0h10v10z", label=(10 * at + 5, 5), band=band)
    for at, band in enumerate((0, 1, 2, 3, 4, None))
)


def drawn(**changes: object) -> str:
    facts = {"view": (0, 0, 60, 10), "title": "Map of six <districts>", "title_id": "map-title"} | changes
    return citymap(DISTRICTS, **facts)  # type: ignore[arg-type]


def test_each_class_has_a_look_of_its_own() -> None:
    areas = read(drawn()).findall("path")
    looks = {(area.get("class"), area.get("fill"), area.get("stroke-dasharray")) for area in areas}
    assert len(looks) == len(DISTRICTS)


def test_where_the_range_says_nothing_the_edge_is_dotted_and_the_area_empty() -> None:
    unsure = read(drawn()).findall("path")[-1]
    assert (unsure.get("fill"), unsure.get("stroke-dasharray")) == ("none", "2 5")


def test_the_map_is_named_and_only_its_numbers_are_written() -> None:
    picture = read(drawn())
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == picture.find("title").get("id")  # type: ignore[union-attr]
    assert words(drawn()).removeprefix("Map of six <districts>") == "123456"


def test_a_number_stands_on_a_disc_of_paper_at_its_label() -> None:
    picture = read(drawn())
    discs, texts = picture.findall("rect"), picture.findall("text")
    assert [float(disc.get("x", 0)) + 17 for disc in discs] == [float(text.get("x", 0)) for text in texts]
    assert [text.get("x") for text in texts] == ["5", "15", "25", "35", "45", "55"]
    assert {disc.get("class") for disc in discs} == {"knock"}


@pytest.mark.parametrize("band", [0, 1, 2, 3, 4, None])
def test_the_key_looks_like_the_map(band: int | None) -> None:
    sample = read(swatch(band)).find("rect")
    area = next(part for part, each in zip(read(drawn()).findall("path"), DISTRICTS, strict=True) if each.band == band)
    assert sample is not None
    for look in ("class", "fill", "stroke-dasharray"):
        assert sample.get(look) == area.get(look)


def test_every_pattern_that_is_used_is_defined() -> None:
    samples = "".join(swatch(band) for band in range(5))
    defined = set(re.findall(r'<pattern id="([^"]+)"', defs()))
    assert set(re.findall(r"url\(#([^)]+)\)", samples)) < defined
    assert len(defined) == 6


def test_where_a_number_stands_beside_its_district_a_line_leads_there() -> None:
    beside = District(number=7, outline="M0 0h1v1z", label=(30, 5), band=0, leads_to=(1, 1))
    picture = read(citymap([beside], view=(0, 0, 60, 10), title="One", title_id="one", size=(12.0, 20.0)))
    (line,) = [part for part in picture.findall("path") if part.get("class") == "lead"]
    assert (line.get("d"), picture.get("font-size")) == ("M30 5L1 1", "12")
