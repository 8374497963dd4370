"""From a private report to a public issue: what everyone may know of it, and nothing else."""

from portal.city.issues import service as issues
from portal.city.issues.new_issue import Words
from portal.city.issues.service import NewIssue, Photo
from portal.city.places import queries as places
from portal.city.places.facts import Jurisdiction
from portal.city.services import queries as services
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.decision_form import Decision
from portal.doors.staff.cases.similar import Joined
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.web.visit import Visit
from privacy.dp.weeks import local_day
from privacy.minimise.location import Point, centre


def publish(visit: Visit, case: Case, said: Decision, photos: tuple[Photo, ...]) -> Joined:
    """Make the issue. It appears when the report's delay is over; its point is the middle of a coarse cell."""
    today = visit.today
    new = NewIssue(
        service_code=said.category,
        district_code=said.district,
        title=Words(said.title, said.language),
        description=Words(said.text, case.language if said.text else ""),
        place=_street(visit, case),
        point=_public_point(visit, case, said.category),
        reported_on=local_day(case.filed_at, visit.site.settings.zone),
        due_on=case.due_on,
        published_at=case.publish_after,
    )
    issue = issues.publish(visit.session, new, prefix=city_of(visit).prefix, today=today)
    if photos:
        issues.show_photos(visit.session, media_of(visit.site.settings), issue, photos, today=today)
    assert issue.id is not None  # noqa: S101 - it was flushed
    return Joined(issue.id, issue.reference)


def city_of(visit: Visit) -> Jurisdiction:
    """Read the city. Raises NotFound before one was imported."""
    city = places.jurisdiction(visit.session)
    if city is None:
        raise NotFound
    return city


def _street(visit: Visit, case: Case) -> Words:
    """Take the street of the city's list: what a resident wrote may hold a door."""
    street = places.street(visit.session, case.street_id) if case.street_id else None
    return Words(street.name, street.language) if street else Words()


def _public_point(visit: Visit, case: Case, service_code: str) -> Point | None:
    policy = services.service_by_code(visit.session, service_code)
    if case.public_cell is None or policy is None or policy.never_on_map:
        return None
    return centre(case.public_cell)
