"""The links in letters that work without the code: each does one small thing, and opens no report.

Each is signed with a key of its own and of the report. The one for the question "Is it solved?" ends with the answer.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from portal.ground import clock
from portal.listen.reports import queries
from portal.listen.reports.models import Report
from portal.listen.reports.still_there import ANSWER_WITHIN
from privacy.retention import CONTACT
from privacy.vault.keys import KeyRing, split
from privacy.vault.tickets import InvalidTicket, TicketExpired, claimed_case, new_ticket, read_ticket


class Link(StrEnum):
    """What a link is for."""

    SOLVED = "solved"
    NO_LETTERS = "no-letters"


_LIFETIMES: Final[dict[Link, timedelta]] = {
    Link.SOLVED: ANSWER_WITHIN + timedelta(days=1),
    Link.NO_LETTERS: CONTACT.at_most or timedelta(days=365),
}


def make(ring: KeyRing, report: Report, link: Link) -> str:
    """Make the ticket of a link."""
    key = _key(ring, report, link)
    return new_ticket(report.id, purpose=link, key=key, now=clock.now(), lifetime=_LIFETIMES[link])


def read(session: Session, ring: KeyRing, ticket: str, link: Link) -> Report | None:
    """Find the report of a link; None where it is over or never was one."""
    try:
        report = queries.by_id(session, claimed_case(ticket))
        if report is not None:
            read_ticket(ticket, purpose=link, key=_key(ring, report, link), now=clock.now())
        return report
    except (InvalidTicket, TicketExpired):
        return None


def _key(ring: KeyRing, report: Report, link: Link) -> bytes:
    until = f"/{report.asked_on}" if link is Link.SOLVED else ""
    return split(ring.named("ticket"), f"{link}/{report.id}{until}")
