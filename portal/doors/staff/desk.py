"""What every page of the desk needs: who may open it, its scripts, who acts, and what day it is in the city."""

from datetime import date
from typing import Any, Final

from portal.city.identity.rules import STAFF, Role
from portal.city.issues.addresses import written
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.web.assets import script_href
from portal.web.policies import role
from portal.web.visit import Visit
from privacy.dp.weeks import local_day

STAFF_ONLY: Final = role(*STAFF)
MANAGERS: Final = role(Role.MANAGER)


def scripts() -> tuple[str, ...]:
    """The scripts that shorten the way; every page works without them."""
    return tuple(script_href(file) for file in ("vendor/htmx.js", "js/swaps.js"))


def actor(visit: Visit) -> str:
    """Name who acts, as the audit log holds it."""
    return f"staff:{written(visit.person.reference)}"


def note(visit: Visit, act: str, object: str, **facts: Any) -> None:  # noqa: A002 - the log's own word
    """Write an act into the audit log, in its own transaction. Call it last."""
    record(visit.session, actor=actor(visit), act=act, object=object, **facts)


def today(visit: Visit) -> date:
    """The present day in the city."""
    return local_day(clock.now(), visit.site.settings.zone)
