"""Reports for the desk's tests, filed through the room of reports, and what became of them."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from PIL import Image

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.media.folder import media_of
from portal.ground.settings import Settings
from portal.listen.reports import filing
from portal.listen.reports.filing import NewReport, StoredPhoto
from privacy.minimise.location import Point
from privacy.vault.keys import KeyRing
from tests.tables import one
from tests.visitor import ORIGIN, Visitor

PLACE = Point(38.910, 0.610)  # Carrer del Molí
WORDS = "Five tiles are missing. Call me on 612 345 678."


@dataclass(frozen=True, slots=True)
class Given:
    """A report that was filed."""

    id: UUID
    reference: str
    code: str

    @property
    def path(self) -> str:
        """Its page at the desk."""
        return f"/staff/en/report/{self.id}"


def file_one(
    database: Database,
    ring: KeyRing,
    settings: Settings,
    *,
    words: str = WORDS,
    service_code: str = "ground",
    district_code: str = "centre",
    language: str = "en",
    locale: str = "en",
    may_publish: bool = True,
    email: str = "",
    point: Point | None = PLACE,
    street_id: int | None = None,
    delay_hours: int = 0,
    due_days: int = 14,
    photos: Sequence[bytes] = (),
    ago: timedelta = timedelta(),
) -> Given:
    """File one report, now or some time ago."""
    keys = [media_of(settings).put(photo, ".jpg") for photo in photos]
    stored = tuple(StoredPhoto(media_key=key, width=320, height=240, description="A hole") for key in keys)
    new = NewReport(
        service_code=service_code,
        district_code=district_code,
        description=words,
        language=language,
        locale=locale,
        place="Carrer del Molí 12",
        landmark="by the bakery",
        point=point,
        street_id=street_id,
        may_publish=may_publish,
        email=email,
        due_days=due_days,
        delay=timedelta(hours=delay_hours),
    )
    with clock.installed(clock.FrozenClock(clock.now() - ago)), database.writing() as session:
        filed = filing.file_report(session, ring, new=new, prefix="VIL", zone=settings.zone, voice=None, photos=stored)
    return Given(filed.report_id, filed.reference, filed.tracking_code)


def decided(clerk: Visitor, given: Given, **said: Any) -> None:
    """Arrange that a waiting report was published, or decided as said: no page is read or audited on the way."""
    page = clerk.client.get(given.path).text
    csrf, version = (re.search(rf'name="{name}" value="(\w+)"', page) for name in ("csrf", "version"))
    assert csrf
    assert version
    usual = {"do": "publish", "title": "Five tiles are missing", "language": "en", "text": "Five tiles are missing."}
    kept = {"category": "ground", "district": "centre", "csrf": csrf[1], "version": version[1], "photo_1": "yes"}
    answer = clerk.client.post(given.path, data=usual | kept | said, headers={"origin": ORIGIN})
    assert answer.status_code == 303, answer.status_code


def address_of(database: Database) -> str:
    """The newest issue, as addresses write it."""
    return str(one(database, "SELECT reference FROM city_issue ORDER BY id DESC LIMIT 1")).replace(" ", "-")


def two_coloured_photo() -> bytes:
    """A JPEG of 320 x 240 whose first half is red and whose second half is blue."""
    picture = Image.new("RGB", (320, 240), (200, 20, 20))
    picture.paste((20, 20, 200), (160, 0, 320, 240))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
