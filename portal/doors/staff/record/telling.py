"""The acts of the record in words: what an entry is about, and its codes as the desk calls them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from i18n.lazy import Lazy, lazy, plazy
from portal.city.identity.rules import Role
from portal.city.issues import cards
from portal.city.issues.names import Names
from portal.city.issues.notes import NOTES
from portal.city.issues.rules import OUTCOME_NAMES
from portal.city.texts import queries as texts
from portal.doors.staff.rules import CHANNELS, HIDE_REASONS, SHOW_REASONS
from portal.ground.audit_log.acts import Act
from portal.listen.barriers.rules import REPLY_NAMES
from portal.listen.reports.rules import REASON_NAMES, REOPENINGS, STATUS_NAMES
from portal.web.visit import Visit
from privacy.dp.periods import Cadence
from privacy.dp.weeks import monday_of

OPERATOR: Final = lazy("Whoever runs the site")
GONE: Final = lazy("a report that is gone")
COUNTS: Final = lazy("%(rows)s rows: %(issues)s issues, %(rejects)s rejected")
_REASONS: Final[dict[str, Mapping[Any, Lazy]]] = {
    Act.DECLINE: REASON_NAMES,
    Act.REOPEN: REOPENINGS,
    Act.HIDE: HIDE_REASONS,
    Act.SHOW: SHOW_REASONS,
}
_ROLES: Final[Mapping[str, Lazy]] = {Role.CLERK: plazy("role", "Clerk"), Role.MANAGER: plazy("role", "Manager")}
_PAGES: Final = {"issue": "staff:issue", "poll": "staff:poll", "solution": "staff:solution", "barrier": "staff:barrier"}
_CITY: Final = {"category": lazy("Type"), "district": lazy("District")}
_CADENCES: Final[Mapping[str, Lazy]] = {
    Cadence.WEEK: plazy("how often", "every week"),
    Cadence.FOUR_WEEKS: plazy("how often", "every four weeks"),
    Cadence.QUARTER: plazy("how often", "every quarter"),
    Cadence.YEAR: plazy("how often", "once a year"),
}
_NOT_TOLD: Final = frozenset({"purpose", "values", "result", "first"})  # the act says them, or its page


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an entry names: words, or a reference with its page."""

    said: Any
    label: Lazy | None = None
    href: str | None = None
    is_code: bool = False


def actor(written: str) -> Lazy | str:
    """Name who acted."""
    kind, _, name = written.partition(":")
    return name.replace("-", " ") if kind == "staff" and name else OPERATOR if written == "operator" else written


def about(visit: Visit, written: str, references: Mapping[UUID, str]) -> Detail | None:
    """Name what an entry is about, with its page where it has one; None where the act says it."""
    kind, _, name = written.partition(":")
    if kind in ("report", "subject"):
        return _report(visit, name, references)
    if kind in _PAGES and name:
        return Detail(_spaced(kind, name), href=visit.url(_PAGES[kind], reference=name), is_code=True)
    if kind in ("page", "text"):
        return _text(visit, name)
    if kind == "role" and name in _ROLES:
        return Detail(_ROLES[name])
    return None if kind in ("staff", "priorities", "figures", "audit") else Detail(written, is_code=True)


def details(visit: Visit, names: Names, act: str, facts: Mapping[str, Any]) -> Iterator[Detail]:
    """Say each fact of an entry; what has no words stays as it was written."""
    if act == Act.IMPORT and {"rows", "issues", "rejects"} <= facts.keys():
        yield Detail(COUNTS.bind(**facts))
        return
    said = _NOT_TOLD | ({"outcome"} if "status" in facts else set())  # an issue's status is told with its outcome
    for name, value in sorted(facts.items(), key=lambda fact: _ORDER.get(fact[0], len(_ORDER))):
        if value is not None and name not in said:
            yield _fact(visit, names, act, facts, name)


def _fact(visit: Visit, names: Names, act: str, facts: Mapping[str, Any], name: str) -> Detail:
    code = str(facts[name])
    if name == "issue":
        href = visit.url("staff:issue", reference=code)
        return Detail(_spaced(name, code), plazy("term", "Issue"), href=href, is_code=True)
    if name in _CITY:
        told = names.service(code, visit.locale.tag) if name == "category" else names.district(code)
        return Detail(told, _CITY[name])
    if name in _WEEKS:
        return Detail(cards.day(visit.locale.tag, monday_of(int(facts[name]))))
    if name == "status":
        return Detail(cards.status_words(code, facts.get("outcome")))
    words = _REASONS.get(act, {}) if name == "reason" else _WORDS.get(name, {})
    if code in words:
        return Detail(words[code], plazy("a status", "Before") if name == "before" else None)
    return Detail(f"{name}={code}", is_code=True)


def _report(visit: Visit, name: str, references: Mapping[UUID, str]) -> Detail:
    try:
        found = UUID(name)
    except ValueError:
        return Detail(name, is_code=True)
    if found not in references:
        return Detail(GONE)
    return Detail(references[found], href=visit.url("staff:report", report=found), is_code=True)


def _text(visit: Visit, name: str) -> Detail:
    """Name a page of the city, or a text in one language; a page that was deleted leads nowhere."""
    whose, code, tag = name.split(":") if name.count(":") == 2 else ("page", name, "")
    said = f"{code} ({tag})" if tag else code
    if whose == "page" and texts.page(visit.session, code) is None:
        return Detail(said, is_code=True)
    if tag:
        return Detail(said, href=visit.url("staff:text", kind=whose, code=code, language_tag=tag), is_code=True)
    return Detail(said, href=visit.url("staff:page", page=code), is_code=True)


def _spaced(kind: str, name: str) -> str:
    return name.replace("-", " ") if kind == "issue" else name


_WEEKS: Final = frozenset({"week", "first_week", "last_week"})
_ORDER: Final = {name: place for place, name in enumerate(("issue", "status", "before", "reason", "outcome", "note"))}
_WORDS: Final[dict[str, Mapping[Any, Lazy]]] = {
    "note": NOTES,
    "channel": CHANNELS,
    "outcome": OUTCOME_NAMES,
    "before": STATUS_NAMES,
    "cadence": _CADENCES,
    "reply": REPLY_NAMES,
    "photo": {"dropped": lazy("The photo was taken off"), "kept": lazy("The photo stayed as it was")},
}
