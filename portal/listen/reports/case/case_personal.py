"""Before a note goes to the city: personal data in it is marked, and its writer takes it out or keeps it."""

from fastapi import Response

from i18n.scripts import language_of
from portal.listen.reports.answers import personal
from portal.listen.reports.case import case_page
from portal.web import marks
from portal.web.assets import script_href
from portal.web.rendering import render
from portal.web.visit import Visit


def settled(visit: Visit, text: str) -> str | None:
    """Give the note as it shall be added; None where its writer has still to decide about something in it."""
    if visit.form.get("all") == "keep":
        return text
    if personal.wanted(visit):
        text = personal.rest(visit, text)
    return None if personal.in_text(text) else text


def ask(visit: Visit, text: str, *, ticket: str) -> Response:
    """Show the note with its marks; it waits in the form, with the ticket."""
    if personal.wanted(visit):
        text = personal.rest(visit, text)
    return render(
        visit,
        "track/personal.html",
        found_at=visit.url("track:show"),
        keeps="note",
        scripts=(script_href(case_page.RETURN),),
        carried_to=visit.url("track:open"),
        ticket=ticket,
        text=text,
        seen=str(visit.form.get("seen", "")),
        shown=marks.marked(text, language_of(text, visit.locale), visit.locale),
        found=personal.in_text(text),
        notice=personal.TAKEN if personal.wanted(visit) else None,
    )
