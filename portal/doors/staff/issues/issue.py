"""One issue as the desk reads it: a copy of its facts, hidden or not."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.city.issues import addresses, photos
from portal.city.issues import queries as issues
from portal.city.issues.photos import ShownPhoto
from portal.city.issues.rules import Status
from portal.ground import clock
from portal.ground.errors import NotFound
from portal.web.visit import Visit
from privacy.vault.codes import NotACode


@dataclass(frozen=True, slots=True)
class DeskIssue:
    """An issue with what only the desk needs to know: whether it is hidden, when it appears, and its version."""

    id: int
    reference: str
    service_code: str
    district_code: str
    title: str
    title_language: str
    description: str
    description_language: str
    status: str
    outcome: str | None
    place_words: str
    place_language: str
    reported_on: date
    updated_on: date
    closed_on: date | None
    due_on: date | None
    published_at: datetime
    hidden: bool
    duplicate_of: int | None
    version: int
    photos: tuple[ShownPhoto, ...]

    @property
    def address(self) -> str:
        """Its reference as an address holds it."""
        return addresses.written(self.reference)

    @property
    def is_closed(self) -> bool:
        """Whether the city does not work on it any more."""
        return self.status == Status.CLOSED

    @property
    def is_delayed(self) -> bool:
        """Whether nobody can see it before its hour."""
        return self.published_at > clock.now()


def read(visit: Visit, address: str, *, lock: bool = False) -> DeskIssue:
    """Read an issue by its address; `lock` keeps other clerks from changing it. Raises NotFound."""
    try:
        found = issues.by_reference(visit.session, addresses.read(address), lock=lock)
    except NotACode:
        raise NotFound from None
    if found is None:
        raise NotFound
    assert found.id is not None  # noqa: S101 - it was read
    facts = {name: getattr(found, name) for name in DeskIssue.__dataclass_fields__ if name != "photos"}
    return DeskIssue(**facts, photos=photos.of_issue(visit.session, found.id))
