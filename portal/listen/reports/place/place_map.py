"""Choosing the place on a map: a picture and buttons; words say what the middle and the pin are near to.

With a script a browser sends the same form and gets the same facts as JSON, so there is one map with two looks.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from fastapi import Response
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import JSONResponse

from portal.city.places import queries as places
from portal.city.places.close_up import close_up
from portal.city.places.facts import District, Street
from portal.city.places.nearest import nearest_street
from portal.ground.errors import NotFound
from portal.listen.reports.answers.locating import words_with
from portal.listen.reports.place.map_state import MapState, pressed, state_of
from portal.listen.reports.place.street_list import street_of
from portal.listen.reports.unsent.drafts import Answers, drafts_of
from portal.web.map_pages import map_page, wants_facts
from portal.web.rendering import environment
from portal.web.visit import Visit

_NAME = re.compile(r'<bdi><bdi lang="([^"]*)"[^>]*>([^<]*)</bdi></bdi>')


@dataclass(frozen=True, slots=True)
class Spot:
    """What is at a point, as words can say it."""

    street: Street | None
    district: District | None


def show(visit: Visit, *, token: str) -> Response:
    """Show the map as the draft has it."""
    answers = drafts_of(visit).open(token)
    return _page(visit, token, _state(visit.session, answers))


def press(visit: Visit, *, token: str) -> Response:
    """Do what a button says, keep it, and show the map again: at the button, so that the focus stays there."""
    box = drafts_of(visit)
    answers = box.open(token)
    state = pressed(visit.session, _state(visit.session, answers), visit.form)
    answers.keep(state.kept)
    button = str(visit.form.get("press", ""))
    done = button == "use" and _use(visit, answers, state)
    box.save(token, answers)
    if done:
        return visit.redirect("reports:place", draft=token)
    if wants_facts(visit):
        return JSONResponse(_facts(visit, state))
    return visit.redirect("reports:map", draft=token, fragment=f"map-{button}" if button.isalpha() else "map-pin")


def _state(session: Session, answers: Answers) -> MapState:
    state = state_of(session, answers)
    if state is None:
        raise NotFound
    return state


def _use(visit: Visit, answers: Answers, state: MapState) -> bool:
    """Answer step 2 with the pin: its point, and the street nearest to it, which is what everyone will see of it."""
    found = _spot(visit.session, state, pin=True)
    if state.pin is None or found is None or found.district is None:
        return False
    said = answers.text("place")
    if found.street is not None:
        said = words_with(visit.session, found.street, said, before=street_of(visit, answers))
    answers.keep(
        {
            "place": said,
            "street": found.street.id if found.street else "",
            "district": found.district.code,
            "lat": f"{state.pin.lat:.6f}",
            "lon": f"{state.pin.lon:.6f}",
        }
    )
    return True


def _page(visit: Visit, token: str, state: MapState) -> Response:
    window, marks = state.window, _marks(state)
    return map_page(
        visit,
        "reports/map.html",
        section="report",
        token=token,
        window=window,
        shown=close_up(visit.session, window, free=marks),
        marks=marks,
        kept=state.kept,
        middle=_spot(visit.session, state),
        pinned=_spot(visit.session, state, pin=True),
        drawn=(facts := _facts(visit, state)),
        usable=facts["usable"],
    )


def _marks(state: MapState) -> tuple[tuple[float, float], ...]:
    """Give the middle of the picture, and the pin if there is one."""
    window = state.window
    pin = (window.point(state.pin.lat, state.pin.lon),) if state.pin else ()
    return (window.width / 2, window.height / 2), *pin


def _spot(session: Session, state: MapState, *, pin: bool = False) -> Spot | None:
    """Say what the middle of the map is near to, or the pin; None without a pin."""
    at = state.pin if pin else state.window
    if at is None:
        return None
    code = places.locator(session).district_at(at.lat, at.lon)
    if code is None:
        return Spot(None, None)
    return Spot(nearest_street(session, at.lat, at.lon, district=code), places.district(session, code))


def _facts(visit: Visit, state: MapState) -> dict[str, Any]:
    """Say all that the page says, for a script that draws the map: names keep the language that they are in."""
    window, pinned = state.window, _spot(visit.session, state, pin=True)
    words: Any = environment(visit.locale.tag).get_template("reports/_map_words.html").module
    named = [
        (each, each.names)
        for each in close_up(visit.session, window, free=_marks(state)).streets
        if each.names is not None
    ]
    return {
        "view": [window.lat, window.lon, window.zoom],
        "pin": [state.pin.lat, state.pin.lon] if state.pin else None,
        "middle": _parts(words.middle(_spot(visit.session, state))),
        "pinned": _parts(words.pinned(pinned)),
        "usable": bool(pinned and pinned.district),
        "streets": [[name.text, name.language, at.latitude, at.longitude, name.is_above] for name, at in named],
    }


def _parts(sentence: Markup) -> list[list[str]]:
    """Take a sentence apart into texts, each with its language if it is a name in another one."""
    pieces = _NAME.split(sentence.strip())
    found = [[unescape(piece)] for piece in pieces[0::3]]
    for at, (language, name) in enumerate(zip(pieces[1::3], pieces[2::3], strict=True)):
        found.insert(2 * at + 1, [unescape(name), language])
    return [part for part in found if part[0]]
