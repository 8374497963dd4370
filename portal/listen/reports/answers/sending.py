"""From a draft to a report: every answer is looked at once more, because an address can be opened out of order."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar, cast

from i18n.lazy import lazy
from i18n.translator import translator
from portal.city.places import queries as places
from portal.city.places.facts import Jurisdiction
from portal.city.services import queries as services
from portal.city.services.rules import Service
from portal.ground.media.folder import MediaFolder, media_of
from portal.listen.reports import filing, rules, talk
from portal.listen.reports.answers import forms, written_in
from portal.listen.reports.answers.locating import Located, NotLocated, locate
from portal.listen.reports.answers.nearby_answer import joined
from portal.listen.reports.filing import NewReport, StoredPhoto, Voice
from portal.listen.reports.rules import Receipt
from portal.listen.reports.unsent.draft_photos import KeptPhoto
from portal.listen.reports.unsent.drafts import Answers
from portal.web.binding import Form
from portal.web.letterbox import has_room
from portal.web.visit import Visit
from privacy.minimise.characters import visible

SAME_AS: Final = lazy("This is the same problem as issue %(reference)s.")
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Described:
    """A photo of a draft, and what its sender says it shows; empty where nothing was said."""

    kept: KeptPhoto
    words: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft in which nothing is missing: what was said, tidied, and what it means."""

    problem: forms.Problem
    place: forms.Place
    service: Service
    where: Located
    photos: tuple[Described, ...]
    city: Jurisdiction
    joins: str = ""
    """The issue that its sender has joined already, as the same problem."""


def ready(visit: Visit, answers: Answers) -> Ready | str:
    """Read the draft as a whole, or name the page of the first step whose answer does not fit."""
    problem = None if forms.wrong_photo_words(answers) else _read(forms.Problem, answers)
    service = services.service_by_code(visit.reader, problem.category) if problem else None
    if problem is None or service is None or needs_words(problem):
        return "reports:problem"
    place, city = _read(forms.Place, answers), places.jurisdiction(visit.reader)
    if place is None or city is None:
        return "reports:place"
    try:
        return Ready(problem, place, service, locate(visit.reader, place), described(answers), city, joined(answers))
    except NotLocated as unknown:
        return "reports:which" if unknown.field == "district" else "reports:place"


def needs_words(problem: forms.Problem) -> bool:
    """Whether the type says too little without words."""
    return problem.category == forms.SOMETHING_ELSE and visible(problem.words) < rules.SHORTEST_TEXT


def described(answers: Answers) -> tuple[Described, ...]:
    """Give the photos of a draft with what was said about each."""
    return tuple(Described(each, answers.text(each.words_name).strip()) for each in answers.photos)


def file(visit: Visit, found: Ready, said: forms.Sending, jpegs: Sequence[bytes | None]) -> filing.Filed:
    """File the report of a draft, with its photos."""
    city, street = found.city, found.where.street
    new = NewReport(
        service_code=found.service.code,
        district_code=found.where.district_code,
        description=found.problem.words,
        language=written_in.stored(said.language, found.problem.words, visit.locale),
        locale=visit.locale.tag,
        place=found.place.place or (street.name if street else ""),
        landmark=found.place.landmark,
        point=found.where.point,
        street_id=street.id if street else None,
        may_publish=said.public == "yes",
        email=said.email,
        due_days=found.service.due_days,
        holidays=city.holidays,
        delay=timedelta(hours=city.publication_delay_hours),
        greets=bool(said.email) and has_room(visit, said.email),
        counts=not found.joins,
    )
    filed = filing.file_report(
        visit.session,
        visit.site.ring,
        new=new,
        prefix=city.prefix,
        zone=visit.site.settings.zone,
        voice=cast("Voice | None", visit.visitor),
        photos=tuple(_photos(media_of(visit.site.settings), jpegs, found)),
    )
    if found.joins:
        said_so = translator(visit.locale).gettext.text(SAME_AS, reference=found.joins)
        talk.note(visit.session, filed.report_id, text=said_so, language=visit.locale.html_lang)
    return filed


def filed(visit: Visit, found: Ready, said: forms.Sending, jpegs: Sequence[bytes | None]) -> dict[str, str]:
    """File the report of a draft, and say what its last page shows."""
    return receipt(file(visit, found, said, jpegs), found, said)


def receipt(filed: filing.Filed, found: Ready, said: forms.Sending) -> dict[str, str]:
    """Say what the last page shows."""
    return {
        "kind": Receipt.SENT,
        "reference": filed.reference,
        "code": filed.tracking_code,
        "category": found.service.code,
        "public": said.public,
        "contact": "yes" if said.email else "",
        "photos": str(len(found.photos)),
        "joined": found.joins,
    }


def _read(kind: type[F], answers: Answers) -> F | None:
    said = {name: answers.text(name) for name in kind.model_fields if answers.text(name)}
    try:
        return kind.model_validate(said)
    except ValueError:
        return None


def _photos(media: MediaFolder, jpegs: Sequence[bytes | None], found: Ready) -> Iterator[StoredPhoto]:
    for photo, jpeg in zip(found.photos, jpegs, strict=True):
        if jpeg is not None:
            key, kept = media.put(jpeg, ".jpg"), photo.kept
            boxes = None if kept.found is None else json.dumps(kept.found)
            yield StoredPhoto(media_key=key, width=kept.width, height=kept.height, description=photo.words, found=boxes)
