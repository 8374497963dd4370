"""What staff did about one thing, as its page tells it: the acts of the audit log in words, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from i18n.lazy import Lazy
from portal.city.issues.names import names_of
from portal.doors.staff.record import telling
from portal.doors.staff.record.telling import Detail
from portal.doors.staff.rules import ACT_NAMES
from portal.ground.audit_log import queries as audit_log
from portal.web.visit import Visit

MOST = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One act of somebody on the staff."""

    seq: int
    at: datetime
    what: Lazy | None  # None: an act that this page has no words for
    code: str
    actor: Lazy | str
    details: tuple[Detail, ...]


def deeds(visit: Visit, *objects: str) -> tuple[Done, ...]:
    """Read what was done about these objects; entries whose details were forgotten are not among them."""
    found = [entry for each in objects for entry in audit_log.entries(visit.session, object=each, limit=MOST)]
    names = names_of(visit)
    return tuple(
        Done(
            entry.seq,
            entry.at,
            ACT_NAMES.get(entry.act),
            entry.act,
            telling.actor(entry.actor),
            tuple(telling.details(visit, names, entry.act, entry.facts)),
        )
        for entry in sorted(found, key=lambda entry: entry.seq)
    )
