"""The letter with the link to a new code: written and sent by the worker, which knows no page."""

from datetime import timedelta
from typing import Final

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.mail.letters import compose
from portal.ground.mail.mailers import Mailer
from portal.ground.vault import service as vault
from portal.listen.reports import queries, rules
from portal.listen.reports.models import Report
from privacy.vault.keys import KeyRing, split
from privacy.vault.tickets import new_ticket

KIND: Final = "reports.send_new_code"
PURPOSE: Final = "new-code"
LIFETIME: Final = timedelta(hours=1)


def deliver(database: Database, ring: KeyRing, mailer: Mailer, *, url: str, reference: str, locale: str) -> None:
    """Send the letter with the link, in the language in which it was asked for, if there is somewhere to send it."""
    with database.reading() as session:
        report = queries.by_reference(session, reference.replace("-", " "))
        if report is None or not report.has_contact or report.status == rules.Status.WITHDRAWN:
            return
        ticket = new_ticket(report.id, purpose=PURPOSE, key=key_of(ring, report), now=clock.now(), lifetime=LIFETIME)
        link = f"{url}/{locale}/track/new-code/{ticket}"
        letter = compose("new_code", language=locale, facts={"link": link})
        vault.send_now(session, ring, mailer, subject=report.id, letter=letter)


def key_of(ring: KeyRing, report: Report) -> bytes:
    """Derive the key of the link's ticket from the code that it replaces: the link ends with it."""
    return split(ring.named("ticket"), f"{PURPOSE}/{report.tracking}")
