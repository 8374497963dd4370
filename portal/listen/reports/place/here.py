"""Where the person is, asked by a script of the place's step: a point comes in, the name of what is near goes out.

The point lies in the sealed draft alone and is never shown. It answers the step as long as its words stand there.
"""

from typing import Final

from fastapi import Response
from starlette.responses import JSONResponse

from i18n.lazy import Lazy, lazy
from i18n.translator import translator
from portal.city.places import queries as places
from portal.city.places.facts import Street
from portal.city.places.nearest import nearest_spot
from portal.listen.reports.answers import forms
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent.drafts import drafts_of
from portal.web.binding import bind
from portal.web.visit import Visit
from privacy.minimise.location import NotAPlace, Point

WAY = "here"
EXACT_M: Final = 200  # further off, another street may be meant
FOUND = lazy("Location found: %(place)s. Check it.")
OUTSIDE = lazy("You seem to be outside the city. Write the street or a place nearby.")
ROUGHLY = lazy("Your device knows only roughly where you are. Write the street or a place nearby.")
FAILED = lazy("Your location was not found. Write the street or a place nearby.")
REFUSED = lazy("Your browser does not tell your location. Write the street or a place nearby.")


def answer(visit: Visit, *, token: str) -> Response:
    """Keep the point, and say what is near it; where nothing can be said, nothing that was kept changes."""
    box = drafts_of(visit)
    try:
        answers = box.open(token)
    except DraftGone:
        return _said(visit, FAILED)
    sent = bind(forms.Here, visit.form).value
    if sent is None or (point := _point(sent)) is None:
        return _said(visit, FAILED)
    if not sent.within <= EXACT_M:
        return _said(visit, ROUGHLY)
    code = places.locator(visit.session).district_at(point.lat, point.lon)
    district = places.district(visit.session, code) if code else None
    if district is None:
        return _said(visit, OUTSIDE)
    near = nearest_spot(visit.session, point.lat, point.lon, district=district.code)
    name = near.name if near else district.name
    street = near.id if isinstance(near, Street) else ""
    kept = {"place": name, "street": street, "district": "", "lat": f"{point.lat:.6f}", "lon": f"{point.lon:.6f}"}
    answers.keep(kept)
    box.save(token, answers)
    return _said(visit, FOUND.bind(place=name), place=name)


def _point(sent: forms.Here) -> Point | None:
    try:
        return Point(sent.lat, sent.lon)
    except NotAPlace:
        return None


def _said(visit: Visit, sentence: Lazy, *, place: str = "") -> Response:
    return JSONResponse({"said": translator(visit.locale).gettext.text(sentence), "place": place})
