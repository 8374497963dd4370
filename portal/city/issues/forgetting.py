"""Forgetting what was told about an issue: two years after its end, its words, its photos and its place go.

What kind of problem it was, in which district, when, and how it ended stays for ever. Times: privacy.retention.
"""

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import photos
from portal.city.issues.models import ISSUES, PHOTOS, TIMELINE
from portal.city.services.queries import services
from portal.ground import clock
from portal.ground.media.folder import MediaFolder
from portal.ground.publicity.service import bump
from privacy.retention import TOLD_FOR_TWO_YEARS

_NOTHING = {
    "description": "",
    "description_language": "",
    "place_words": "",
    "place_language": "",
    "public_lat": None,
    "public_lon": None,
    "cell": None,
    "feature": None,
}


def forget_words(session: Session, media: MediaFolder) -> None:
    """Blank what was told of the issues whose time is over; the type of problem becomes their title."""
    end = TOLD_FOR_TWO_YEARS.cut_off(clock.now())
    # An issue that was imported is not forgotten on the day it came, however long ago it was closed.
    over = sa.and_(ISSUES.c.closed_on < end.date(), ISSUES.c.published_at < end)
    ended = sa.select(ISSUES.c.id).where(over)
    had_photos = photos.drop(session, media, PHOTOS.c.issue_id.in_(ended))
    written = sa.cast(TIMELINE.c.notes, sa.Text) != "{}"
    of_them = TIMELINE.c.issue_id.in_(ended)
    session.execute(sa.update(TIMELINE).where(of_them, written).values(notes={}))
    if _blank(session, over) or had_photos:
        bump(session)


def _blank(session: Session, over: sa.ColumnElement[bool]) -> bool:
    names = {service.code: service.name_in("") for service in services(session)}  # in the city's first language
    if not names:
        return False
    code, old = ISSUES.c.service_code, (ISSUES.c.title, ISSUES.c.title_language)
    title, language = (
        sa.case({each: name[part] for each, name in names.items()}, value=code, else_=old[part]) for part in (0, 1)
    )
    told = sa.or_(ISSUES.c.title != title, *(ISSUES.c[name].is_distinct_from(none) for name, none in _NOTHING.items()))
    new = {**_NOTHING, "title": title, "title_language": language, "version": ISSUES.c.version + 1}
    changed = session.execute(sa.update(ISSUES).where(over, told).values(new))
    return bool(changed.rowcount)  # type: ignore[attr-defined]
