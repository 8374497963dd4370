"""When another clerk was faster: a page with both texts, from which nothing that was typed is lost."""

from collections.abc import Iterable
from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.issues.names import names_of
from portal.city.issues.rules import OUTCOME_NAMES
from portal.doors.staff.cases import decision_form, report_page, wanted
from portal.doors.staff.cases.case import Case
from portal.doors.staff.record import history
from portal.doors.staff.rules import DO_NAMES, QUESTIONS, Do
from portal.doors.staff.scripts import scripts
from portal.listen.reports import queries as reports
from portal.listen.reports.rules import OUTCOMES, REASON_NAMES, REOPENINGS, STATUS_NAMES, Status, why_ended
from portal.web import kept_words
from portal.web.kept_words import Pairs
from portal.web.rendering import render
from portal.web.visit import Visit

NOT_TYPED: Final = frozenset({"csrf", "version"})

LABELS: Final[dict[str, Lazy]] = {
    "title": lazy("Public title"),
    "text": lazy("Public text"),
    **{f"photo_alt_{number}": lazy("What does photo %(n)s show?", n=number) for number in (1, 2, 3)},
    "question": lazy("Question"),
    "issue": lazy("Join it with"),
    "reference": lazy("Reference of the issue"),
    "own": lazy("Your own sentence"),
    "word": lazy("Your message"),
    "told": lazy("Your message"),
}


def report(visit: Visit, case: Case, *, action: str | None = None) -> Response:
    """Show what became of the report meanwhile beside what this clerk typed, which goes to `action` once more.

    None: a decision, which is sent again while the report waits. Empty: it cannot be sent any more.
    """
    done = history.deeds(visit, f"report:{case.id}")
    asked = wanted.read(visit.request.query_params, names_of(visit))
    decide = visit.url("staff:decide", report=case.id, query=asked.query) if case.waits else ""
    return render(
        visit,
        "staff/decided.html",
        status=409,
        section="queue",
        case=case,
        status_name=STATUS_NAMES[Status(case.status)],
        reason=why_ended(case.status, case.reason),
        issue=report_page.issue_of(visit, case.issue_id),
        deed=done[-1] if done else None,
        talk=reports.messages(visit.session, case.id)[-1:],
        typed=tuple(_typed(visit)),
        kept=kept(visit),
        action=decide if action is None else action,
        queue_href=visit.url("staff:queue", query=asked.query),
        version=case.version,
        scripts=scripts(),
    )


def kept(visit: Visit) -> Pairs:
    """Give what was typed, as it was sent; the version is the page's own."""
    return kept_words.kept(visit.form, but=NOT_TYPED)


def values(visit: Visit) -> dict[str, tuple[str, ...]]:
    """Give what was sent by its field's name."""
    sent: dict[str, tuple[str, ...]] = {}
    for name, text in kept(visit):
        sent[name] = (*sent.get(name, ()), text)
    return sent


def _typed(visit: Visit) -> Iterable[tuple[Lazy, str | Lazy]]:
    """Say in words what this clerk wanted, the choices first."""
    sent = {name: texts[0] for name, texts in values(visit).items() if texts[0].strip()}
    choices: tuple[tuple[str, Lazy, dict[str, Lazy]], ...] = (
        ("do", lazy("Decision"), {each.value: said for each, said in DO_NAMES.items()}),
        ("reason", lazy("Reason"), {each.value: said for each, said in REASON_NAMES.items()}),
        ("ready", lazy("A ready question"), QUESTIONS),
        ("outcome", lazy("How did it end?"), {each.value: OUTCOME_NAMES[each] for each in OUTCOMES}),
        ("why", lazy("Reason"), {each.value: said for each, said in REOPENINGS.items()}),
    )
    chosen = sent.get("do", "")
    for name, label, names in choices:
        if sent.get(name, "") in names:
            yield label, names[sent[name]]
    for name in _OF.get(chosen, tuple(LABELS)):
        if name in sent:
            yield LABELS[name], sent[name]


_OF: Final[dict[str, tuple[str, ...]]] = {
    Do.PUBLISH.value: decision_form.FOR_EVERYONE,
    Do.ASK.value: ("question",),
    Do.MERGE.value: ("issue", "reference"),
    Do.ACCEPT.value: (),
    Do.DECLINE.value: (),
}
