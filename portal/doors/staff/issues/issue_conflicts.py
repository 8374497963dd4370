"""When another clerk changed an issue first: both texts on one page, and yours can be sent again."""

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.issues import cards
from portal.city.issues.notes import sentence
from portal.city.issues.rules import ChangedMeanwhile, Standing
from portal.doors.staff import languages
from portal.doors.staff.cases.conflicts import kept
from portal.doors.staff.issues.issue import DeskIssue
from portal.doors.staff.issues.issue_forms import Wording
from portal.doors.staff.scripts import scripts
from portal.web.rendering import render
from portal.web.visit import Visit

Told = tuple[tuple[Lazy, Lazy | str, str], ...]  # label, words, language of the words


def moved(visit: Visit, issue: DeskIssue, meanwhile: ChangedMeanwhile) -> Response:
    """Show where both clerks wanted the issue to stand."""
    return _page(visit, issue, _standing(meanwhile.theirs), _standing(meanwhile.yours), name="staff:move")


def worded(visit: Visit, issue: DeskIssue, yours: Wording) -> Response:
    """Show both wordings."""
    theirs = _words(issue.title, issue.title_language, issue.description, issue.description_language)
    mine = _words(yours.title, yours.title_language, yours.text, yours.title_language)
    return _page(visit, issue, theirs, mine, name="staff:redact")


def _page(visit: Visit, issue: DeskIssue, theirs: Told, yours: Told, *, name: str) -> Response:
    return render(
        visit,
        "staff/changed.html",
        status=409,
        section="issues",
        scripts=scripts(),
        issue=issue,
        theirs=theirs,
        yours=yours,
        action=visit.url(name, reference=issue.address),
        kept=kept(visit),
    )


def _standing(standing: Standing) -> Told:
    outcome = standing.outcome.value if standing.outcome else None
    told: list[tuple[Lazy, Lazy | str, str]] = [
        (lazy("Status"), cards.status_words(standing.status.value, outcome), "")
    ]
    if standing.note.code:
        told.append((lazy("A ready sentence"), sentence(standing.note.code), ""))
    for tag, text in standing.note.texts.items():
        told.append((lazy("Own sentence"), text, languages.html_lang_of(tag)))
    return tuple(told)


def _words(title: str, title_language: str, text: str, text_language: str) -> Told:
    return (lazy("Public title"), title, title_language), (lazy("Public text"), text, text_language)
