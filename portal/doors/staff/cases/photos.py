"""A report's photos: shown to the desk, and copied for the public with parts covered for good."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.issues.new_issue import Words
from portal.city.issues.photos import Photo, ShownPhoto
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.decision_form import Decision, PhotoShown
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.listen.reports import queries as reports
from portal.web.visit import Visit
from privacy.minimise import images
from privacy.minimise.images import Box


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo as it was kept: decoded and encoded anew. Its sender may have covered parts of it."""

    number: int
    media_key: str
    width: int
    height: int
    description: str
    boxes: tuple[Box, ...] | None  # where there may be faces and plates; None: nothing was looked for


NOT_COVERED: Final = lazy("The photo could not be covered. Try again, or publish without it.")


def of_case(visit: Visit, case: Case) -> tuple[Kept, ...]:
    """Find the photos that came with a report."""
    found = reports.attachments(visit.session, case.id)
    return tuple(
        Kept(each.number, each.media_key, each.width, each.height, each.description, _boxes(each.found))
        for each in found
    )


def _boxes(found: str | None) -> tuple[Box, ...] | None:
    return None if found is None else tuple(Box(*shares) for shares in json.loads(found))


def send(visit: Visit, number: str, among: Iterable[Kept | ShownPhoto]) -> Response:
    """Send a stored photo inside the request that was allowed to ask for it. Raises NotFound."""
    key = next((each.media_key for each in among if str(each.number) == number), None)
    if key is None:
        raise NotFound
    with media_of(visit.site.settings).open(key) as file:
        return Response(file.read(), media_type="image/jpeg")


def public_copies(visit: Visit, case: Case, said: Decision) -> tuple[tuple[Photo, ...], dict[str, Lazy]]:
    """Make the copies that everyone may see: the ticked cells are painted over before they are encoded.

    A photo that stays private is left out; where one could not be covered, its field has a sentence.
    """
    copies: list[Photo] = []
    problems: dict[str, Lazy] = {}
    for kept in of_case(visit, case):
        shown = said.of_photo(kept.number)
        if shown.is_shown:
            try:
                copies.append(_copy(visit, case, kept, shown))
            except images.PhotoRefused:
                problems[shown.field] = NOT_COVERED
    return tuple(copies), problems


def _copy(visit: Visit, case: Case, kept: Kept, shown: PhotoShown) -> Photo:
    with media_of(visit.site.settings).open(kept.media_key) as file:
        jpeg = file.read()
    alt = Words(shown.alt, case.language if shown.alt else "")
    boxes = shown.cover.boxes
    if not boxes and max(kept.width, kept.height) <= images.SMALL_PX:
        return Photo(jpeg, kept.width, kept.height, alt)
    cleaned = images.clean(jpeg, cover=boxes)
    return Photo(cleaned.jpeg if boxes else jpeg, cleaned.width, cleaned.height, alt, cleaned.small)
