"""Translate what a resident wrote: by a press, on a server of the city's own, for one look."""

from uuid import UUID

from fastapi import Response

from portal.doors.staff.cases import case as cases
from portal.doors.staff.cases import report_page
from portal.doors.staff.cases.translated import Translated, is_of_use
from portal.ground import translation
from portal.listen.reports import queries as reports
from portal.web.visit import Visit

OF_THE_CITY = ("question", "word")  # the city's own messages were written by a clerk


def show(visit: Visit, report_id: UUID) -> Response:
    """Show the report with its words translated, or say that no translation came."""
    case = cases.read(visit.session, report_id)
    if not is_of_use(visit, case):
        return report_page.show(visit, case)
    later = (each for each in reports.messages(visit.session, case.id) if each.kind not in OF_THE_CITY and each.text)
    originals = [(case.description, case.language), *((each.text, each.language) for each in later)]
    settings, target = visit.site.settings, visit.locale.html_lang
    try:
        texts = tuple(translation.translate(settings, text, source=tag, target=target) for text, tag in originals)
    except translation.TranslatorAway:
        texts = ()
    return report_page.show(visit, case, translated=Translated(texts), fragment="staff/_translation.html")
