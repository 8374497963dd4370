"""A report's words as a machine translated them: shown once, beside the original, and kept nowhere."""

from dataclasses import dataclass

from portal.doors.staff.cases.case import Case
from portal.ground import translation
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Translated:
    """What came back: the report, then what the reporter wrote later. Empty where nothing came."""

    texts: tuple[str, ...]


def is_of_use(visit: Visit, case: Case) -> bool:
    """Whether the city can translate, and the report may be in another language than the page."""
    other = case.language.partition("-")[0] != visit.locale.html_lang.partition("-")[0]
    return bool(case.description) and other and translation.is_offered(visit.site.settings)
