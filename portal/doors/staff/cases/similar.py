"""Which issues may be the same as a report: near it and of its type, or named by a clerk."""

from dataclasses import dataclass, replace

from i18n.lazy import Lazy, lazy
from portal.city.issues import addresses
from portal.city.issues import queries as issues
from portal.city.issues.names import names_of
from portal.city.issues.queries import Hint
from portal.city.places import queries as places
from portal.doors.staff.cases.case import Case
from portal.listen.reports import queries as reports
from portal.web.visit import Visit
from privacy.minimise.location import centre
from privacy.vault.codes import NotACode

RADIUS_M = 150
_MOST_STEPS = 10  # from a duplicate to its original; a longer chain is a mistake

NO_SUCH_ISSUE = lazy("We know no issue with this reference. Compare it letter by letter.")
REPORT_NOT_ISSUE = lazy("This is the reference of a report. Open it in the queue: it names its issue, if it has one.")
HIDDEN = lazy("This issue is hidden. Show it again first, or choose another one.")


@dataclass(frozen=True, slots=True)
class Joined:
    """The issue that a report joins."""

    id: int
    reference: str


def near(visit: Visit, case: Case) -> tuple[Hint, ...]:
    """List issues of the same type near the report, its own street first; none where its point is not known.

    Measured from the middle of the public cell: distances to three issues would give the exact point away.
    """
    if case.public_cell is None:
        return ()
    point = centre(case.public_cell)
    street = places.street(visit.session, case.street_id) if case.street_id else None
    name, code = street.name if street else "", case.service_code
    found = issues.near(visit.session, service_code=code, point=point, radius_m=RADIUS_M, street=name)
    names, tag = names_of(visit), visit.locale.tag
    titles = [names.title(code, each.title, each.title_language, tag) for each in found]
    return tuple(
        replace(
            each,
            title=title.text,
            title_language=title.locale,
            is_on_street=bool(name) and each.place_words == name,
        )
        for each, title in zip(found, titles, strict=True)
    )


def named(visit: Visit, typed: str) -> Joined | Lazy:
    """Find the issue of a reference as people type it; a duplicate leads to its original. Else say what to mend."""
    try:
        reference = addresses.read(typed)
    except NotACode:
        return NO_SUCH_ISSUE
    found = issues.by_reference(visit.session, reference, lock=True)
    if found is None and reports.id_of(visit.session, reference):
        return REPORT_NOT_ISSUE
    for _ in range(_MOST_STEPS):
        if found is None or found.duplicate_of is None:
            break
        found = issues.by_id(visit.session, found.duplicate_of)
    if found is None or found.id is None:
        return NO_SUCH_ISSUE
    return HIDDEN if found.hidden else Joined(found.id, found.reference)
