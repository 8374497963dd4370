"""Cover a part of a photo before it is sent: what is ticked is painted over, and the photo of before is gone at once.

Nothing is kept to undo it: who covered too much removes the photo and chooses it again from where it was taken.
"""

from typing import Final

from fastapi import Response

from accessibility.forms import ErrorLink, ErrorSummary
from i18n.lazy import lazy
from portal.ground.errors import NotFound
from portal.listen.reports.unsent.draft_photos import KeptPhoto
from portal.listen.reports.unsent.drafts import Answers, DraftBox, drafts_of, drafts_seen_by
from portal.listen.reports.unsent.photos import Photo
from portal.web.assets import script_href
from portal.web.rendering import render
from portal.web.visit import Visit
from privacy.minimise import images
from privacy.minimise.photo_grid import COARSE, FINE, Cover

NO_PROBLEM: Final = ErrorSummary(links=())
NOTHING_TICKED: Final = ErrorSummary(
    links=(
        ErrorLink(
            text=lazy("Tick the parts to cover, then press the button. To send the photo as it is, go back."),
            target_id="cover-1-1",
        ),
    )
)


def show(visit: Visit, *, token: str, name: str) -> Response:
    """Show a photo under the grid. Raises DraftGone and NotFound."""
    answers = drafts_of(visit).open(token)
    is_done = bool(visit.request.query_params.get("covered"))
    photo = _named(answers, name)
    return _page(visit, token, answers, photo, Cover(COARSE, COARSE.touched(photo.boxes)), is_done=is_done)


def cover(visit: Visit, *, token: str, name: str) -> Response:
    """Cover what is ticked; or show the other grid, or say that nothing was ticked. Raises DraftGone and NotFound."""
    form, seen = visit.form, drafts_seen_by(visit)
    answers = seen.open(token)
    photo = _named(answers, name)
    if form.get("go"):
        return visit.redirect("reports:problem", draft=token, fragment="photos")
    chosen = Cover(FINE if form.get("fine") else COARSE, tuple(str(each) for each in form.getlist("cover")))
    visit.stands_at("reports:cover", draft=token, photo=name)
    if form.get("finer"):
        return _page(visit, token, answers, photo, chosen.turned())
    if not chosen.boxes:
        return _page(visit, token, answers, photo, chosen, summary=NOTHING_TICKED)
    covered = _covered(seen, token, photo, chosen)  # takes a fifth of a second: before the transaction opens
    box = drafts_of(visit, seen=seen)
    answers = box.open(token)
    if photo in answers.photos:  # else somebody has just covered or removed it elsewhere
        box.cover_photo(token, answers, photo, covered)
        box.save(token, answers)
    return visit.redirect("reports:cover", draft=token, photo=name, query={"covered": "yes"})


def _covered(seen: DraftBox, token: str, photo: KeptPhoto, chosen: Cover) -> Photo:
    jpeg = seen.photo(token, photo)
    if jpeg is None:
        raise NotFound
    cleaned = images.clean(jpeg, cover=chosen.boxes)
    ticked = set(chosen.ticked)
    left = tuple(box for box in photo.boxes if not ticked.issuperset(chosen.grid.touched([box])))
    found = None if photo.found is None else left
    return Photo(cleaned.jpeg, cleaned.width, cleaned.height, photo.name, found, cleaned.small)


def _page(
    visit: Visit,
    token: str,
    answers: Answers,
    photo: KeptPhoto,
    chosen: Cover,
    *,
    is_done: bool = False,
    summary: ErrorSummary = NO_PROBLEM,
) -> Response:
    return render(
        visit,
        "reports/cover.html",
        status=422 if summary else 200,
        section="report",
        scripts=(script_href("js/cover.js"),),
        errors=bool(summary),
        token=token,
        number=answers.photos.index(photo) + 1,
        photo=photo,
        chosen=chosen,
        is_done=is_done,
        summary=summary,
    )


def _named(answers: Answers, name: str) -> KeptPhoto:
    found = next((each for each in answers.photos if each.id == name), None)
    if found is None:
        raise NotFound
    return found
