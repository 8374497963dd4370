"""A report in one form, for a phone that may have no connection: it is kept there, and taken here once.

What a phone sends by itself is answered with the receipt as JSON, or with 422. What a person sends, without a script or
to mend what was refused, becomes a draft: then each step says what it lacks, and nothing typed is lost.
"""

from typing import Final
from uuid import uuid4

from fastapi import Response
from starlette.datastructures import FormData
from starlette.responses import JSONResponse

from portal.listen.reports.answers import forms, personal, sending
from portal.listen.reports.answers.sending import Ready, ready
from portal.listen.reports.flow import offline_pages, onward, pages, photo_step, steps, which
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent import photos
from portal.listen.reports.unsent.draft_photos import KeptPhoto, shares
from portal.listen.reports.unsent.drafts import Answers, DraftBox, drafts_of
from portal.listen.reports.unsent.phone_receipts import PhoneReceipts, once
from portal.web.binding import bind
from portal.web.policies import CACHED, PUBLIC
from portal.web.problems import wants_json
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.vault.codes import NotACode

room = Room()
taking = Throttle(per_minute=12, burst=30)
TOLD: Final = ("reference", "code")
ASKED: Final = (*forms.Problem.model_fields, *forms.Place.model_fields, *forms.Sending.model_fields)


class Refused(Exception):
    """What a phone sent cannot be filed as it is: a person has to look at it."""


@room.reads("/report/offline", name="reports:offline", policy=CACHED)
def form(visit: VisitDep) -> Response:
    """Ask all questions on one page; a phone keeps it for later."""
    return offline_pages.form(visit)


@room.reads("/report/waiting", name="reports:waiting", policy=CACHED)
def waiting(visit: VisitDep) -> Response:
    """List what waits on the phone: only the phone knows what that is."""
    return offline_pages.waiting(visit)


@room.writes("/report/offline", name="reports:take", policy=PUBLIC, files=True)
def take(visit: VisitDep) -> Response:
    """File the report once, or say what it lacks. Nobody is signed in here: it is sent when nobody may be there."""
    taking.take(visit.request)
    done = _done(visit)
    if not wants_json(visit.request):
        return _receipt_page(visit, done) if done else _draft(visit)
    try:
        done = done or _file(visit)
    except Refused:
        return JSONResponse({"refused": True}, status_code=422)
    return JSONResponse({name: done[name] for name in TOLD})


def _done(visit: Visit) -> dict[str, str] | None:
    """Give the receipt of a report that was filed already."""
    try:
        return PhoneReceipts(visit.site.ring, _sent(visit, "key")).read(visit.reader)
    except NotACode:
        return None


def _file(visit: Visit) -> dict[str, str]:
    """File what was sent, joined to the draft that it goes on with, which ends here. Raises Refused."""
    received = photos.receive(visit.form)  # decoding takes a fifth of a second: before the transaction opens
    box, token = drafts_of(visit), _sent(visit, "draft")
    begun, answers = _begun(box, token)
    _keep(visit, answers)
    kept = Answers(photos=list(answers.photos))
    jpegs = tuple(box.photo(token, each) for each in kept.photos)
    new, too_many = received.without(jpegs).fitting(photos.MOST - len(jpegs))
    answers.photos += [KeptPhoto(uuid4().hex, "", each.width, each.height, each.name, shares(each)) for each in new]
    found, said = ready(visit, answers), bind(forms.Sending, visit.form).value
    if not isinstance(found, Ready) or said is None or too_many:
        raise Refused

    def file() -> dict[str, str]:
        if begun and not box.end(box.row(token), kept):
            raise DraftGone
        return sending.filed(visit, found, said, (*jpegs, *(each.jpeg for each in new)))

    return once(visit.session, visit.site.ring, _sent(visit, "key"), file)


def _begun(box: DraftBox, token: str) -> tuple[bool, Answers]:
    """Open the draft that the report was begun in, if there is one. Raises Refused where it has ended: it was sent."""
    try:
        begun = bool(token) and box.begun(token)
        return begun, box.open(token) if begun else Answers()
    except DraftGone:
        raise Refused from None


def _sent(visit: Visit, name: str) -> str:
    return str(visit.form.get(name, ""))


def _keep(visit: Visit, answers: Answers) -> None:
    """Add what a phone kept to what the draft holds: answers, what photos show, a chosen place, what is to go."""
    names = (*ASKED, *(each.words_name for each in answers.photos))
    if "place" in visit.form and visit.form["place"] != answers.text("place"):
        answers.keep(dict.fromkeys(("street", "district", "lat", "lon"), ""))  # they were those of other words
    answers.keep({name: visit.form[name] for name in names if name in visit.form})
    which.take(visit, answers)
    if personal.wanted(visit):
        personal.decide(visit, answers, personal.fields(answers))


def _draft(visit: Visit) -> Response:
    """Go on with what was sent as a draft, at the first step that lacks something; else at the check."""
    box, token = drafts_of(visit), _sent(visit, "draft")
    if token and _is_open(box, token):
        return _joined(visit, token)
    token = box.new_address()
    answer = steps.problem(visit, token=token)
    box = drafts_of(visit)
    answers = box.open(token)
    answers.keep({name: visit.form[name] for name in (*ASKED, "key") if name in visit.form})
    box.save(token, answers)
    return steps.place(visit, token=token) if answer.status_code == 303 else answer


def _joined(visit: Visit, token: str) -> Response:
    """Go on with the draft that the report was begun in: the city has its earlier answers."""
    received = photos.receive(visit.form)
    box = drafts_of(visit)
    answers = box.open(token)
    _keep(visit, answers)
    answers.keep({name: visit.form[name] for name in ("key",) if name in visit.form})
    received = received.without(box.photo(token, each) for each in answers.photos)
    refused = photo_step.keep(visit, box, token, answers, received)
    box.save(token, answers)
    found = ready(visit, answers)
    if refused or found == "reports:problem":
        visit.stands_at("reports:problem", draft=token)
        problems = refused or dict(bind(forms.Problem, FormData(answers.said)).problems) or {"words": forms.TOO_SHORT}
        return pages.problem(visit, token=token, answers=answers, problems=problems)
    if isinstance(found, str):
        return visit.redirect(found, draft=token)
    return onward.after(visit, token=token, answers=answers, step="place")


def _is_open(box: DraftBox, token: str) -> bool:
    try:
        return _begun(box, token)[0]
    except (Refused, NotACode):
        return False


def _receipt_page(visit: Visit, receipt: dict[str, str]) -> Response:
    """Show the receipt of a report that was filed already, where it can be read for a few minutes."""
    box = drafts_of(visit)
    token = box.new_address()
    box.keep_receipt(token, receipt)
    return visit.redirect("reports:sent", draft=token)
