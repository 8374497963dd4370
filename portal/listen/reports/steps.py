"""What each step does with what was sent: keep it, look whether it fits, and go on or show the step again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from fastapi import Response

from i18n.lazy import Lazy
from i18n.scripts import language_of
from portal.city.places import queries as places
from portal.city.places.facts import Jurisdiction
from portal.city.services import queries as services
from portal.ground.media.folder import media_of
from portal.listen.reports import filing, forms, pages, photos
from portal.listen.reports.drafts import Answers, DraftBox
from portal.listen.reports.filing import NewReport, StoredPhoto, Voice
from portal.listen.reports.locating import Located, NotLocated, locate
from portal.listen.reports.rules import DraftGone
from portal.web.binding import FieldProblem, bind
from portal.web.visit import Visit


def drafts(visit: Visit) -> DraftBox:
    """The drafts, as this visit may open them."""
    return DraftBox(visit.session, visit.site.ring, media_of(visit.site.settings))


def drafts_to_read(visit: Visit) -> DraftBox:
    """The drafts for looking only, before the visit's transaction opens."""
    return DraftBox(visit.reader, visit.site.ring, media_of(visit.site.settings))


def nothing_said() -> Answers:
    """The answers before the first step."""
    return Answers()


def said(visit: Visit, token: str, *, after_sending: bool = False) -> Answers:
    """Read the draft. Raises DraftGone, also where it was sent already and `after_sending` is not expected."""
    answers = drafts_to_read(visit).open(token)
    if (answers.receipt is not None) != after_sending:
        raise DraftGone
    return answers


def problem(visit: Visit, *, token: str | None) -> Response:
    """Step 1: keep the type, the words and the photo; without a token, in a new draft."""
    problems: dict[str, Lazy] = {}
    photo = _receive(visit, problems)  # decoding takes a fifth of a second: before the transaction opens
    answers = said(visit, token) if token else Answers()
    bound = bind(forms.Problem, visit.form)
    answers.keep(bound.raw)
    problems |= bound.problems
    problems |= _unknown_or_empty(visit, answers, bound.value)
    again = bool(visit.form.get("remove_photo"))
    if again or photo is not None:
        answers.photo_size = (photo.width, photo.height) if photo and not again else None
    token = _keep(visit, token, answers, photo=photo, remove=again)
    if problems:
        visit.stands_at("reports:problem", draft=token)
        return pages.problem(visit, token=token, answers=answers, problems=problems)
    return visit.redirect("reports:problem" if again else "reports:place", draft=token)


def _keep(visit: Visit, token: str | None, answers: Answers, *, photo: photos.Photo | None, remove: bool) -> str:
    box = drafts(visit)
    if token is None:
        token = box.new(answers)
    else:
        box.save(token, answers)
    if remove:
        box.drop_photo(token)
    elif photo is not None:
        box.keep_photo(token, photo.jpeg)
    return token


def place(visit: Visit, *, token: str) -> Response:
    """Step 2: keep the place, and find its district."""
    answers = said(visit, token)
    bound = bind(forms.Place, visit.form)
    answers.keep(dict.fromkeys(forms.Place.model_fields, "") | dict(bound.raw))
    problems = dict(bound.problems)
    if bound.value is not None:
        try:
            locate(visit.reader, bound.value)
        except NotLocated as unknown:
            problems[unknown.field] = unknown.sentence
    drafts(visit).save(token, answers)
    if problems:
        return pages.place(visit, token=token, answers=answers, problems=problems)
    return visit.redirect("reports:check", draft=token)


def check(visit: Visit, *, token: str) -> Response:
    """Step 3: show everything, or go back to the first step that has no answer yet."""
    return _check(visit, token, said(visit, token))


def _check(visit: Visit, token: str, answers: Answers, problems: Mapping[str, Lazy] | None = None) -> Response:
    if not answers.text("category"):
        return visit.redirect("reports:problem", draft=token)
    where = _located(visit, answers)
    if where is None:
        return visit.redirect("reports:place", draft=token)
    return pages.check(visit, token=token, answers=answers, where=where, problems=problems)


def send(visit: Visit, *, token: str) -> Response:
    """File the report, once: who sends the same draft again gets the same receipt."""
    answers = drafts_to_read(visit).open(token)
    if answers.receipt is not None:
        return visit.redirect("reports:sent", draft=token)
    bound = bind(forms.Sending, visit.form)
    answers.keep(bound.raw)
    where = _located(visit, answers)
    if bound.value is None or where is None:
        drafts(visit).save(token, answers)
        return _check(visit, token, answers, bound.problems)
    city = places.jurisdiction(visit.reader)
    assert city is not None  # noqa: S101 - a place was located in it
    new = _new_report(visit, answers, where, bound.value, city)
    box = drafts(visit)
    if box.open(token, lock=True).receipt is None:  # nobody has sent it since it was read
        filed = _file(visit, token, answers, new, city)
        receipt = {"reference": filed.reference, "code": filed.tracking_code, "category": answers.text("category")}
        box.close(token, receipt)
    return visit.redirect("reports:sent", draft=token)


def _new_report(
    visit: Visit, answers: Answers, where: Located, sending: forms.Sending, city: Jurisdiction
) -> NewReport:
    service = services.service_by_code(visit.reader, answers.text("category"))
    assert service is not None  # noqa: S101 - step 1 looked
    return NewReport(
        service_code=service.code,
        district_code=where.district_code,
        description=answers.text("words"),
        language=language_of(answers.text("words"), visit.locale),
        locale=visit.locale.tag,
        place=answers.text("place") or (where.street.name if where.street else ""),
        landmark=answers.text("landmark"),
        point=where.point,
        street_id=where.street.id if where.street else None,
        may_publish=sending.public == "yes",
        email=sending.email,
        due_days=service.due_days,
        delay=timedelta(hours=city.publication_delay_hours),
    )


def _file(visit: Visit, token: str, answers: Answers, new: NewReport, city: Jurisdiction) -> filing.Filed:
    return filing.file_report(
        visit.session,
        visit.site.ring,
        new=new,
        prefix=city.prefix,
        zone=visit.site.settings.zone,
        voice=cast("Voice | None", visit.visitor),
        photos=_photos(visit, token, answers),
    )


def _photos(visit: Visit, token: str, answers: Answers) -> tuple[StoredPhoto, ...]:
    box = drafts(visit)
    jpeg = box.photo(token)
    if jpeg is None or answers.photo_size is None:
        return ()
    width, height = answers.photo_size
    key = box.media.put(jpeg, ".jpg")
    return (StoredPhoto(media_key=key, width=width, height=height, description=answers.text("photo_words")),)


def _receive(visit: Visit, problems: dict[str, Lazy]) -> photos.Photo | None:
    try:
        return photos.receive(visit.form.get("photo"))
    except FieldProblem as refused:
        problems["photo"] = refused.sentence
        return None


def _unknown_or_empty(visit: Visit, answers: Answers, value: forms.Problem | None) -> dict[str, Lazy]:
    """Refuse a category that the city does not have, and "something else" without words."""
    code = answers.text("category")
    if code and services.service_by_code(visit.reader, code) is None:
        return {"category": forms.Problem.problems["category"]}
    if value is not None and code == forms.SOMETHING_ELSE and len(value.words) < forms.SHORTEST:
        return {"words": forms.TOO_SHORT}
    return {}


def _located(visit: Visit, answers: Answers) -> Located | None:
    """Find the place again from the answers; None where that step still needs one."""
    fields = {name: answers.text(name) for name in forms.Place.model_fields if answers.text(name)}
    try:
        return locate(visit.reader, forms.Place.model_validate(fields))
    except (NotLocated, ValueError):
        return None
