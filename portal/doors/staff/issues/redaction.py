"""Other words for an issue, or no photo: what everyone reads is changed, the resident's own words are not."""

from fastapi import Response

from portal.city.identity import acting
from portal.city.issues import queries, service
from portal.city.issues.new_issue import Words
from portal.city.issues.rules import ChangedMeanwhile
from portal.doors.staff import languages
from portal.doors.staff.cases.conflicts import values
from portal.doors.staff.issues import issue_conflicts, issue_forms, issue_page
from portal.doors.staff.issues.issue import DeskIssue, read
from portal.doors.staff.issues.issue_forms import Wording
from portal.ground.audit_log.acts import Act
from portal.ground.media.folder import media_of
from portal.web.binding import bind
from portal.web.visit import Visit


def redact(visit: Visit, address: str) -> Response:
    """Change the words; or show the form again, or what another clerk wrote meanwhile."""
    issue = read(visit, address, lock=True)
    bound = bind(Wording, visit.form)
    problems = dict(bound.problems)
    if bound.value is not None:
        problems |= issue_forms.wrong_words(bound.value)
    if bound.value is None or problems:
        return issue_page.show(visit, issue, typed=issue_page.Typed("words", values(visit), problems))
    try:
        _change(visit, issue, bound.value)
    except ChangedMeanwhile:
        return issue_conflicts.worded(visit, read(visit, address), bound.value)
    return visit.redirect("staff:issue", reference=issue.address, query={"saved": "redacted"})


def _change(visit: Visit, issue: DeskIssue, said: Wording) -> None:
    session, today = visit.session, visit.today
    row = queries.by_id(session, issue.id)
    assert row is not None  # noqa: S101 - it was read and locked
    language = said.title_language if languages.locale_of(said.title_language) else ""
    same_text = said.text == issue.description
    service.redact(
        session,
        row,
        title=Words(said.title, language),
        description=Words(said.text, (issue.description_language if same_text else language) if said.text else ""),
        version=acting.version(visit),
        today=today,
    )
    dropped = [photo.number for photo in issue.photos if photo.number in said.drop_photos]
    if dropped:
        service.drop_photos(session, media_of(visit.site.settings), row, dropped, today=today)
    photo = "dropped" if dropped else "kept"
    acting.note(visit, Act.REDACT, f"issue:{issue.address}", photo=photo)
