"""No more letters: by the link in each letter, by a mail program's own button, or on the page of the report.

The link needs no login, and it answers in the request itself. Source: RFC 8058, where mail programs send the form.
"""

import re
from typing import Final

from fastapi import Response
from sqlalchemy import literal, select
from sqlmodel import Session

from i18n.lazy import lazy
from portal.ground.errors import NotFound
from portal.ground.vault import service as vault
from portal.listen.reports.case import case_page, case_ticket
from portal.listen.reports.letters import letter_links
from portal.listen.reports.letters.letter_links import Link
from portal.listen.reports.models import Report
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room()

ADDRESS: Final = re.compile(r"/[a-z]{2}/track/no-letters/[A-Za-z0-9_=-]{76}")
"""What a mail program may send a form to, though it is no page of ours: the link itself is the permission."""


class StopOver(NotFound):
    """The link is too old, or never was one."""

    code = "stop-over"
    title = lazy("This link no longer works")
    advice = lazy("Open your report with its tracking code. There you can end the letters.")


@room.reads("/track/no-letters/{ticket}", name="track:stop", policy=PUBLIC)
def sure(visit: VisitDep, ticket: str) -> Response:
    """Show the button that ends the letters: mail scanners open links, too."""
    report = letter_links.read(visit.session, visit.site.ring, ticket, Link.NO_LETTERS)
    if report is None:
        raise StopOver
    return render(visit, "track/no_letters.html", report=report, ticket=ticket)


@room.writes("/track/no-letters/{ticket}", name="track:stop_now", policy=OPEN_FORM)
def stop(visit: VisitDep, ticket: str) -> Response:
    """End the letters, and say so; pressing again says it again."""
    report = letter_links.read(visit.session, visit.site.ring, ticket, Link.NO_LETTERS)
    if report is None:
        raise StopOver
    _stop(visit.session, report)
    return render(visit, "track/no_letters.html", report=report, ticket=ticket)


@room.writes("/track/no-letters", name="track:stop_here", policy=OPEN_FORM)
def stop_here(visit: VisitDep) -> Response:
    """End the letters for somebody who has the page of the report open."""
    ticket = str(visit.form.get("ticket", ""))
    report = case_ticket.read(visit.session, visit.site.ring, ticket, lock=True)
    if report is None:
        return case_page.ask(visit, {"code": case_page.OVER})
    _stop(visit.session, report)
    return case_page.show(visit, report, ticket=ticket, notice=lazy("Your e-mail address was deleted."))


def _stop(session: Session, report: Report) -> None:
    """Delete the address, and nothing else of the report."""
    one = select(literal(report.id))
    vault.forget(session, subjects=one, table="listen_report", column="email")
    report.has_contact = False
    session.add(report)
