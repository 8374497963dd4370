"""Issues on a map: the list first, each with its number, then the picture with the numbers where the issues are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Response

from portal.city.issues import addresses, cards, forms
from portal.city.issues.listing import Wanted
from portal.city.issues.map_box import MapBox, read_box
from portal.city.issues.names import Names, names_of
from portal.city.issues.on_map import SMALL, Pinned, pinned
from portal.city.places import queries as places
from portal.city.places.close_up import close_up
from portal.city.places.facts import Box
from portal.city.places.window import Window, around, window_of, window_on
from portal.ground.errors import NotFound
from portal.web.map_pages import map_page
from portal.web.visit import Visit
from privacy.minimise.location import Point

MOVES = {"north": (0, -1), "south": (0, 1), "west": (-1, 0), "east": (1, 0)}
HIGH = 26  # points from the middle of a pin to that of one below it
STEP = 0.25  # of the zoom: without tiles a picture may be drawn at any
MOST_NUMBERS = 3  # written on one pin


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in the picture with one issue, or several that would lie upon one another."""

    x: float
    y: float
    numbers: tuple[int, ...]
    address: str  # of the first one in the list

    @property
    def text(self) -> tuple[int, ...]:
        """The numbers that are written."""
        return self.numbers[:MOST_NUMBERS]

    @property
    def half(self) -> float:
        """Half of its width: digits of 13 points, with a space between numbers."""
        signs = sum(len(str(number)) + 1 for number in self.text) - 1 + (len(self.numbers) > MOST_NUMBERS)
        return max(12.0, 6 + 4.2 * signs)

    def touches(self, other: "Pin") -> bool:
        """Whether two pins would lie upon one another."""
        return abs(self.x - other.x) < self.half + other.half and abs(self.y - other.y) < HIGH


def show(visit: Visit) -> Response:
    """Show the issues of a part of the map, or of the whole city."""
    names, asked = names_of(visit), visit.request.query_params
    wanted, city = forms.read_filter(asked, names), _city(visit)
    box = read_box(asked["bbox"]) if "bbox" in asked else None
    window = window_of(_degrees(box), step=STEP) if box else window_on(city, step=STEP)
    shown = box or _map_box(window.box)
    found, following = pinned(visit.session, wanted, shown, is_small=_share(shown, city) < SMALL)
    pins = tuple(_pins(window, found))
    here = bbox(window.box) if box is None else asked["bbox"]
    return map_page(
        visit,
        "issues/map.html",
        section="issues",
        lines=[_line(visit, names, each) for each in found],
        window=window,
        picture=close_up(visit.session, window, free=[(pin.x, pin.y) for pin in pins]),
        pins=pins,
        moves=_moves(window, city),
        kept={name: value for name, value in wanted.query.items() if value},
        fields=forms.filter_fields(wanted.at(), names, visit.locale.tag),
        bbox=here if box else "",
        next_href=_href(visit, wanted.at(after=following), here) if following else None,
        first_href=_href(visit, wanted.at(), here) if wanted.after else None,
        narrowed=any(wanted.query.values()),
        drawn=_facts(visit, wanted, found, shown if box else _map_box(city)),
    )


def bbox(box: Box) -> str:
    """Write a box for an address; five decimals are a metre."""
    return f"{box.west:.5f},{box.south:.5f},{box.east:.5f},{box.north:.5f}"


def _city(visit: Visit) -> Box:
    city = around([district.box for district in places.districts(visit.session)])
    if city is None:
        raise NotFound
    return city


def _moves(window: Window, city: Box) -> dict[str, str]:
    moved = {name: window.moved(*way).within(city) for name, way in MOVES.items()}
    moved |= {"nearer": window.nearer(1), "farther": window.nearer(-1)}
    return {name: bbox(each.box) for name, each in moved.items()}


def _line(visit: Visit, names: Names, each: Pinned) -> dict[str, Any]:
    """Gather what the list says of an issue."""
    line, tag = each.line, visit.locale.tag
    title = names.title(line.service_code, line.title, line.title_language, tag)
    address = addresses.written(line.reference)
    return {
        "shown": line._replace(title=title.text, title_language=title.locale),
        "href": visit.url("issues:show", reference=address),
        "address": address,
        "standing": cards.status_tag(tag, line.status, line.outcome),
        "category": names.service(line.service_code, tag),
        "district": names.district(line.district_code),
        "on": cards.day(tag, line.reported_on),
    }


def _pins(window: Window, found: Sequence[Pinned]) -> Iterator[Pin]:
    """Put the issues into the picture; what would lie upon a pin is written on it."""
    pins: list[Pin] = []
    for number, each in enumerate(found, 1):
        x, y = window.point(each.lat, each.lon)
        if 0 <= x <= window.width and 0 <= y <= window.height:
            _join(pins, Pin(x, y, (number,), addresses.written(each.line.reference)))
    return iter(pins)


def _join(pins: list[Pin], new: Pin) -> None:
    """Add a pin; one that it touches takes its numbers, and may then touch others."""
    near = next((pin for pin in pins if pin.touches(new)), None)
    if near is None:
        pins.append(new)
        return
    pins.remove(near)
    first = min(near, new, key=lambda pin: pin.numbers[0])
    _join(pins, replace(first, numbers=tuple(sorted((*near.numbers, *new.numbers)))))


def _facts(visit: Visit, wanted: Wanted, found: Sequence[Pinned], box: MapBox) -> dict[str, Any]:
    """Say what a script draws: the pins of the list, and where to ask for the issues of another part."""
    return {
        "box": [[box.south_west.lat, box.south_west.lon], [box.north_east.lat, box.north_east.lon]],
        "pins": [[addresses.written(each.line.reference), each.lat, each.lon] for each in found],
        "issues": visit.url("issues:geojson"),
        "status": wanted.group,
        "category": wanted.category,
        "district": wanted.district,
    }


def _href(visit: Visit, wanted: Wanted, box: str) -> str:
    return visit.url("issues:map", query=wanted.query | {"bbox": box, "after": wanted.after})


def _share(box: MapBox, city: Box) -> float:
    """Say which share of the city a box covers."""
    over, up = box.north_east.lon - box.south_west.lon, box.north_east.lat - box.south_west.lat
    return max(over, 0) * up / max((city.east - city.west) * (city.north - city.south), 1e-12)


def _degrees(box: MapBox) -> Box:
    return Box(box.south_west.lat, box.south_west.lon, box.north_east.lat, box.north_east.lon)


def _map_box(box: Box) -> MapBox:
    return MapBox(Point(box.south, box.west), Point(box.north, box.east))
