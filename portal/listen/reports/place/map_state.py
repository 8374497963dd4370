"""What the map of a draft shows, and where its pin is: read from the draft, moved by buttons, never in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session

from portal.city.places import queries as places
from portal.city.places.facts import Box
from portal.city.places.finding import find
from portal.city.places.window import FARTHEST, NEAREST, SIDE, Window, around, window_on
from portal.listen.reports.unsent.drafts import Answers
from privacy.minimise.location import NotAPlace, Point

VIEW, PIN = "map_view", "map_pin"
"""Under these names the draft keeps what the map shows."""
DIRECTIONS: Final = {"north": (0, -1), "south": (0, 1), "west": (-1, 0), "east": (1, 0)}
DISTANCES: Final = {"nearer": 1, "farther": -1}
LARGEST: Final = 1600
CLOSE: Final = 17
"""The zoom around a place that is known."""


@dataclass(frozen=True, slots=True)
class MapState:
    """What is seen, and the pin if there is one."""

    window: Window
    pin: Point | None = None

    @property
    def kept(self) -> dict[str, str]:
        """Write it for the draft."""
        view = f"{self.window.lat:.6f},{self.window.lon:.6f},{self.window.zoom}"
        return {VIEW: view, PIN: f"{self.pin.lat:.6f},{self.pin.lon:.6f}" if self.pin else ""}


def state_of(session: Session, answers: Answers) -> MapState | None:
    """Go on where the draft's map was left, else begin at the place that was said; None without a district."""
    city = around([district.box for district in places.districts(session)])
    if city is None:
        return None
    pin = read_point(answers.text(PIN)) or read_point(f"{answers.text('lat')},{answers.text('lon')}")
    window = read_view(answers.text(VIEW), city) or _first(session, answers, city, pin)
    return MapState(window, pin)


def pressed(session: Session, state: MapState, form: Mapping[str, Any]) -> MapState:
    """Move the map, or put the pin, as a button says; a browser with a script tells what it shows meanwhile."""
    city = around([district.box for district in places.districts(session)])
    window = (read_view(str(form.get(VIEW, "")), city) if city else None) or state.window
    if spot := _spot(form):
        return MapState(window, Point(*window.place(*spot)))
    window = _sized(window, str(form.get("map_size", "")))
    button = str(form.get("press", ""))
    if button in DIRECTIONS and city:
        window = window.moved(*DIRECTIONS[button]).within(city)
    if button in DISTANCES:
        window = window.nearer(DISTANCES[button])
    if button == "pin":
        return MapState(window, read_point(str(form.get("tapped", ""))) or Point(window.lat, window.lon))
    return replace(state, window=window)


def read_point(text: str) -> Point | None:
    """Read a point; None for what is none."""
    try:
        lat, lon = (float(part) for part in text.split(","))
        return Point(lat, lon)
    except (ValueError, NotAPlace):
        return None


def read_view(text: str, city: Box) -> Window | None:
    """Read what a map shows; None for what is no view."""
    place, _, zoom = text.rpartition(",")
    point = read_point(place)
    if point is None or not _is_number(zoom) or not FARTHEST <= int(zoom) <= NEAREST:
        return None
    return Window(point.lat, point.lon, int(zoom)).within(city)


def _spot(form: Mapping[str, Any]) -> tuple[int, int] | None:
    """Read where the picture was pressed; a key presses its corner, which means the middle, as the button does."""
    x, y = str(form.get("spot.x", "")), str(form.get("spot.y", ""))
    if not _is_number(x) or not _is_number(y):
        return None
    return (SIDE // 2, SIDE // 2) if (int(x), int(y)) == (0, 0) else (min(int(x), SIDE), min(int(y), SIDE))


def _sized(window: Window, text: str) -> Window:
    """Take the size of the map that a script draws; the picture of the server has its own."""
    width, _, height = text.partition("x")
    if not _is_number(width) or not _is_number(height):
        return window
    return replace(window, width=min(max(int(width), SIDE), LARGEST), height=min(max(int(height), SIDE), LARGEST))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _first(session: Session, answers: Answers, city: Box, pin: Point | None) -> Window:
    if pin is not None:
        return Window(pin.lat, pin.lon, CLOSE).within(city)
    number = answers.text("street")
    street = places.street(session, int(number)) if _is_number(number) else None
    named = street or find(session, answers.text("place")).certain
    if named is not None:
        return Window(named.latitude, named.longitude, CLOSE).within(city)
    chosen = places.district(session, answers.text("district"))
    return window_on(chosen.box if chosen else city)
