"""Who acts at the desk, which version they have read, and the note of what they do in the audit log."""

from datetime import date
from typing import Any, Final

from portal.city.identity.rules import acting_as
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.service import record
from portal.web.visit import Visit

UNREAD: Final = 0  # no row ever has this version
LONGEST_VERSION: Final = 9


def actor(visit: Visit) -> str:
    """Name who acts, as the audit log holds it."""
    return acting_as(visit.person.reference)


def note(visit: Visit, act: Act, object: str, **facts: Any) -> None:  # noqa: A002 - the log's own word
    """Write an act into the audit log, in its own transaction. Call it last."""
    record(visit.session, actor=actor(visit), act=act, object=object, **facts)


def version(visit: Visit) -> int:
    """The version that the clerk has read; UNREAD where the form names none, so that every service refuses it."""
    said = str(visit.form.get("version", ""))
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_VERSION else UNREAD


def today(visit: Visit) -> date:
    """The present day in the city."""
    return visit.today
