"""Who acts at the desk, on which day of the city, and the note of it in the audit log."""

from datetime import date
from typing import Any

from portal.city.issues.addresses import written
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.web.visit import Visit
from privacy.dp.weeks import local_day


def actor(visit: Visit) -> str:
    """Name who acts, as the audit log holds it."""
    return f"staff:{written(visit.person.reference)}"


def note(visit: Visit, act: str, object: str, **facts: Any) -> None:  # noqa: A002 - the log's own word
    """Write an act into the audit log, in its own transaction. Call it last."""
    record(visit.session, actor=actor(visit), act=act, object=object, **facts)


def today(visit: Visit) -> date:
    """The present day in the city."""
    return local_day(clock.now(), visit.site.settings.zone)
