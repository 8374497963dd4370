"""From a resident's words to a district, and to a point where there is one. Own words are always accepted."""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from i18n.lazy import Lazy, lazy
from portal.city.places import finding
from portal.city.places import queries as places
from portal.city.places.facts import Spot, Street
from portal.city.places.rules import fold
from portal.listen.reports.answers.forms import WRITE_A_PLACE, Place
from portal.listen.reports.unsent.drafts import Answers
from privacy.minimise.location import NotAPlace, Point

_PARTS: Final = re.compile(r"[,;()\n–—-]+")
_COORDINATES: Final = re.compile(r"\s*(-?\d{1,2}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*")

OUTSIDE: Final = lazy(
    "This place is outside the city. Write a street in the city, or a place nearby in your own words."
)
UNKNOWN: Final = lazy("We do not know this place by its name. Choose its district: your own words stay.")
SEVERAL: Final = lazy("Choose the district: several streets have this name.")


@dataclass(frozen=True, slots=True)
class Located:
    """Where a problem is: the district always; the street and the point where they are known."""

    district_code: str
    street: Street | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class NotLocated(Exception):
    """The place is not understood; `field` is the question to mend and `sentence` says how."""

    field: str
    sentence: Lazy
    among: tuple[Spot, ...] = ()  # what may be meant, best first


def locate(session: Session, said: Place) -> Located:
    """Find the district of what was said. Raises NotLocated."""
    if point := _point(said):
        return _at(session, point, _chosen(session, said))
    if (street := _chosen(session, said)) is not None:
        return _on(street)
    if not said.place and not said.landmark:
        raise NotLocated("place", WRITE_A_PLACE)
    return _by_words(session, said)


def said_in(answers: Answers) -> Place:
    """Read what a draft says of the place; what does not fit the form says nothing."""
    said = {name: answers.text(name) for name in Place.model_fields if answers.text(name)}
    try:
        return Place.model_validate(said)
    except ValueError:
        return Place()


def held(answers: Answers, place: str) -> dict[str, str]:
    """Give the street and the exact point of a draft while the words still hold those that they came with.

    A house number behind the name changes nothing; another name lets both go.
    """
    holds = answers.text("place").casefold() in place.casefold()
    return {name: answers.text(name) if holds else "" for name in ("street", "lat", "lon")}


def following(session: Session, said: Place, place: str, district: str) -> Place:
    """Let the district follow a newly written street: a district that stood there before belongs to the words before.

    `place` and `district` are what was said before. A district that was chosen with the new words stays, and a street
    goes with the words that named it, as the point of a pin does.
    """
    if place and place.casefold() not in said.place.casefold():
        said = said.model_copy(update={"lat": None, "lon": None} | ({} if said.place else {"street": None}))
    if place and not said.place:
        return said
    if not said.district or said.district != district or said.place == place:
        return said
    free = said.model_copy(update={"district": ""})
    try:
        locate(session, free)
    except NotLocated:
        return said
    return free


def words_with(session: Session, street: Street, said: str, *, before: Street | None) -> str:
    """Put the name of a chosen street before a person's own words, in the place of any other that they name."""
    own = said.replace(before.name, "", 1).strip(" ,") if before else said
    own = ", ".join(part.strip() for part in own.split(",") if not _names_another(session, street, part))
    has_number = any(sign.isdigit() for sign in own)
    if not own or (not has_number and street in finding.find_streets(session, own)):
        return street.name  # a part of the name, as people write it to find it
    return own if street.name.casefold() in own.casefold() else f"{street.name}, {own}"


def _names_another(session: Session, street: Street, words: str) -> bool:
    """Whether words are found as a place of the city that is not this street: what describes a place names none."""
    found = finding.find(session, words)
    if found.is_guess or any(each.name == street.name for each in found.spots):
        return False
    return found.certain is not None or any(isinstance(each, Street) for each in found.spots)


def _chosen(session: Session, said: Place) -> Street | None:
    """Find the street that was chosen from the list, unless other words were written over its name since."""
    street = places.street(session, said.street) if said.street is not None else None
    if street is None or said.place in ("", street.name):
        return street
    named = finding.find_streets(session, said.place)
    is_named = street.name.casefold() in said.place.casefold() and (not named or street in named)
    return street if is_named else None


def _by_words(session: Session, said: Place) -> Located:
    """Find what the words name, in the district that was chosen or written behind a comma. Raises NotLocated."""
    chosen = places.district(session, said.district) if said.district else None
    found = finding.find(session, said.place, district=chosen.code if chosen else "")
    if found.certain is not None:
        return _on(found.certain)
    if chosen is not None:
        return Located(chosen.code)
    if (written := _behind_a_comma(session, said.place)) is not None:
        return written
    if not found.spots and said.landmark:
        found = finding.find(session, said.landmark)
        if found.certain is not None:
            return _on(found.certain)
    raise NotLocated("district", SEVERAL if found.spots else UNKNOWN, found.spots)


def _behind_a_comma(session: Session, text: str) -> Located | None:
    """Read "Carrer Nou 3, Marina": the district is named by a part of its own."""
    parts = _PARTS.split(text)
    by_name = {fold(each.name): each.code for each in places.districts(session)}
    codes = {by_name[fold(part)] for part in parts if fold(part) in by_name}
    if len(parts) == 1 or len(codes) != 1:
        return None
    rest = ", ".join(part for part in parts if fold(part) not in by_name)
    code = codes.pop()
    street = finding.find(session, rest, district=code).certain
    return _on(street) if street else Located(code)


def _on(spot: Spot) -> Located:
    street = spot if isinstance(spot, Street) else None
    return Located(str(spot.district_code), street, Point(spot.latitude, spot.longitude))


def _at(session: Session, point: Point, street: Street | None) -> Located:
    district = places.locator(session).district_at(point.lat, point.lon)
    if district is None:
        raise NotLocated("place", OUTSIDE)
    return Located(district, street if street and street.district_code == district else None, point)


def _point(said: Place) -> Point | None:
    """Read coordinates, sent by a device or typed by hand. Raises NotLocated where they are no point on Earth."""
    pair = (said.lat, said.lon) if said.lat is not None and said.lon is not None else None
    if pair is None and (typed := _COORDINATES.fullmatch(said.place)):
        pair = (float(typed[1].replace(",", ".")), float(typed[2].replace(",", ".")))
    if pair is None:
        return None
    try:
        return Point(*pair)
    except NotAPlace:
        raise NotLocated("place", OUTSIDE) from None
