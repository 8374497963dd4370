"""What staff did about one thing, as its page tells it: the acts of the audit log in words, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from i18n.lazy import Lazy
from portal.doors.staff import telling
from portal.doors.staff.rules import ACT_NAMES
from portal.ground.audit_log import queries as audit_log

MOST = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of somebody on the staff."""

    seq: int
    at: datetime
    what: Lazy | None  # None: an act that this page has no words for
    code: str
    actor: Lazy | str


def deeds(session: Session, *objects: str) -> tuple[Deed, ...]:
    """Read what was done about these objects; entries whose details were forgotten are not among them."""
    found = [entry for each in objects for entry in audit_log.entries(session, object=each, limit=MOST)]
    told = (Deed(each.seq, each.at, ACT_NAMES.get(each.act), each.act, telling.actor(each.actor)) for each in found)
    return tuple(sorted(told, key=lambda deed: deed.seq))
