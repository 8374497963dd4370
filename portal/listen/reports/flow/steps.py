"""What is done with what was sent, one function a step: keep it, look whether it fits, go on or show the step again."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Response

from i18n.lazy import Lazy
from portal.city.services import queries as services
from portal.listen.reports.answers import forms, personal, sending, ways, written_in
from portal.listen.reports.answers.locating import NotLocated, following, held, locate, said_in
from portal.listen.reports.answers.sending import Ready, ready
from portal.listen.reports.flow import onward, pages, photo_step
from portal.listen.reports.place import here
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent import photos
from portal.listen.reports.unsent.drafts import Answers, drafts_of, drafts_seen_by
from portal.listen.reports.unsent.phone_receipts import once
from portal.web.binding import Bound, bind
from portal.web.visit import Visit


def first(visit: Visit, *, token: str) -> Response:
    """Show step 1: with what was said, or empty at an address where nothing was sent yet."""
    box = drafts_of(visit)
    return pages.problem(visit, token=token, answers=box.open(token) if box.begun(token) else Answers())


def problem(visit: Visit, *, token: str) -> Response:
    """Step 1: keep the type, the words and the photos."""
    box = drafts_of(visit)
    received = photos.receive(visit.form)  # decoding takes a fifth of a second: before the transaction opens
    try:
        box.begin(token)
        answers = box.open(token)
    except DraftGone:
        return pages.gone(visit, "words", *(name for name in visit.form if name.startswith("photo_words_")))
    bound = bind(forms.Problem, visit.form)
    keep_problem(answers, ({"words": ""} if "words" in visit.form else {}) | dict(bound.raw))
    problems = dict(bound.problems) | unknown_or_empty(visit, bound.value)
    known = {each.id for each in answers.photos}
    problems |= photo_step.keep(visit, box, token, answers, received)
    box.save(token, answers)
    if photo_step.removed(visit) and "photo" not in problems:
        return visit.redirect("reports:problem", draft=token, fragment="photo")
    if ways.wanted(visit) and "photo" not in problems:
        return ways.lead(visit, token=token, step="problem")
    if problems:
        visit.stands_at("reports:problem", draft=token)
        return pages.problem(visit, token=token, answers=answers, problems=problems)
    if fresh := [each.id for each in answers.photos if each.found and each.id not in known]:
        return visit.redirect("reports:cover", draft=token, photo=fresh[0])
    return onward.after(visit, token=token, answers=answers, step="problem")


def keep_problem(answers: Answers, said: Mapping[str, Any]) -> None:
    """Keep the type and the words."""
    before = answers.text("category")
    answers.keep(said)
    if answers.text("category") != before and answers.text("public") == "yes":
        answers.said.pop("public")  # asked again: the new type may be a sensitive one


def place(visit: Visit, *, token: str) -> Response:
    """Step 2: keep the place, and find its district."""
    box = drafts_of(visit)
    try:
        answers = box.open(token)
    except DraftGone:
        return pages.gone(visit, "place", "landmark")
    if ways.wanted(visit) == here.WAY:
        return here.answer(visit, token=token)
    before = (answers.text("place"), answers.text("district"))
    bound = bind(forms.Place, visit.form)
    kept = held(answers, str(bound.raw.get("place", "")))
    answers.keep(dict.fromkeys(forms.Place.model_fields, "") | kept | dict(bound.raw))
    problems, is_clear = dict(bound.problems), True
    if bound.value is not None:
        said = following(visit.session, said_in(answers), *before)
        answers.keep({"district": said.district, "street": said.street or ""})
        if said.lat is None:
            answers.keep({"lat": "", "lon": ""})
        try:
            locate(visit.session, said)
        except NotLocated as unknown:
            is_clear = unknown.field != "district"
            problems |= {unknown.field: unknown.sentence} if is_clear else {}
    box.save(token, answers)
    if ways.wanted(visit):
        return ways.lead(visit, token=token, step="place")
    if problems:
        return pages.place(visit, token=token, answers=answers, problems=problems)
    if not is_clear:
        return visit.redirect("reports:which", draft=token)
    return onward.after(visit, token=token, answers=answers, step="place")


def check(visit: Visit, *, token: str) -> Response:
    """Step 3: show everything, or go back to the first step whose answer does not fit; once sent, show the receipt."""
    box = drafts_of(visit)
    try:
        answers = box.open(token)
    except DraftGone:
        box.receipt(token)
        return visit.redirect("reports:sent", draft=token)
    found = ready(visit, answers)
    if not isinstance(found, Ready):
        return visit.redirect(found, draft=token)
    return pages.check(visit, token=token, answers=answers, found=found)


def send(visit: Visit, *, token: str) -> Response:
    """File the report, once: who sends the same draft again, even at the same moment, gets the same receipt."""
    bound = bind(forms.Sending, visit.form)
    if ways.wanted(visit) or personal.wanted(visit):
        return _kept(visit, token, bound.raw)
    while True:  # until nobody changes the draft between our reading and our ending it
        seen = drafts_seen_by(visit)  # before the transaction opens, or all who send would wait for it
        try:
            answers = seen.open(token)
        except DraftGone:
            seen.receipt(token)
            return visit.redirect("reports:sent", draft=token)
        found = ready(visit, answers)
        if bound.value is None or not isinstance(found, Ready):
            return _refused(visit, token, bound)
        box, row = drafts_of(visit, seen=seen), seen.row(token)
        if box.end(row, answers):
            jpegs = [seen.photo(token, each.kept) for each in found.photos]
            key, file = _key(visit, answers), partial(sending.filed, visit, found, bound.value, jpegs)
            box.keep_receipt(token, once(visit.session, visit.site.ring, key, file) | {"key": key})
            return visit.redirect("reports:sent", draft=token)


def _key(visit: Visit, answers: Answers) -> str:
    """Give the key that a phone drew for this report: it may be sending it again when the answer does not arrive."""
    return answers.text("key") or str(visit.form.get("key", ""))


def _kept(visit: Visit, token: str, said: Mapping[str, Any]) -> Response:
    """Keep what was chosen on the check page, and go elsewhere; or stay, without what was to be taken out."""
    box = drafts_of(visit)
    answers = box.open(token)
    answers.keep({"email": "", written_in.ABOUT: written_in.mark(answers.text("words"))} | dict(said))
    if personal.wanted(visit):
        personal.decide(visit, answers, personal.fields(answers))
    box.save(token, answers)
    if personal.wanted(visit):
        return visit.redirect("reports:check", draft=token, query={"taken": "1"})
    return ways.lead(visit, token=token, step="check")


def _refused(visit: Visit, token: str, bound: Bound[forms.Sending]) -> Response:
    """Keep what was chosen beside what the draft holds now, and show what to mend."""
    box = drafts_of(visit)
    answers = box.open(token)
    answers.keep({"email": "", written_in.ABOUT: written_in.mark(answers.text("words"))} | dict(bound.raw))
    box.save(token, answers)
    found = ready(visit, answers)
    if not isinstance(found, Ready):
        return visit.redirect(found, draft=token)
    return pages.check(visit, token=token, answers=answers, found=found, problems=bound.problems)


def unknown_or_empty(visit: Visit, value: forms.Problem | None) -> dict[str, Lazy]:
    """Refuse a category that the city does not have, and "something else" without words."""
    if value is None:
        return {}
    if services.service_by_code(visit.session, value.category) is None:
        return {"category": forms.Problem.problems["category"]}
    if sending.needs_words(value):
        return {"words": forms.TOO_SHORT}
    return {}
