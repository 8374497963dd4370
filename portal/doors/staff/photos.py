"""A report's photo: shown to the desk, and copied for the public with parts covered for good."""

from dataclasses import dataclass
from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.issues.new_issue import Words
from portal.city.issues.service import Photo
from portal.doors.staff import photo_grid
from portal.doors.staff.case import Case
from portal.doors.staff.decision_form import Decision
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.listen.reports import queries as reports
from portal.web.visit import Visit
from privacy.minimise import images


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo as it was kept: decoded and encoded anew, nothing covered."""

    media_key: str
    width: int
    height: int
    description: str


NOT_COVERED: Final = lazy("The photo could not be covered. Try again, or publish without it.")


def of_case(visit: Visit, case: Case) -> Kept | None:
    """Find the photo that came with a report."""
    found = reports.attachments(visit.session, case.id)
    return Kept(found[0].media_key, found[0].width, found[0].height, found[0].description) if found else None


def send(visit: Visit, key: str | None) -> Response:
    """Send a stored photo inside the request that was allowed to ask for it. Raises NotFound."""
    if key is None:
        raise NotFound
    with media_of(visit.site.settings).open(key) as file:
        return Response(file.read(), media_type="image/jpeg")


def public_copy(visit: Visit, case: Case, said: Decision) -> Photo | Lazy | None:
    """Make the copy that everyone may see: the ticked cells are painted over before it is encoded.

    None where there is no photo or it stays private; a sentence where it could not be covered.
    """
    kept = of_case(visit, case)
    if kept is None or said.photo != "yes":
        return None
    with media_of(visit.site.settings).open(kept.media_key) as file:
        jpeg = file.read()
    alt = Words(said.photo_alt, case.language if said.photo_alt else "")
    boxes = photo_grid.boxes(said.cover)
    if not boxes:
        return Photo(jpeg, kept.width, kept.height, alt)
    try:
        cleaned = images.clean(jpeg, cover=boxes)
    except images.PhotoRefused:
        return NOT_COVERED
    return Photo(cleaned.jpeg, cleaned.width, cleaned.height, alt)
