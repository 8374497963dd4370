"""What a letter about a report says beside its sentences: worked out where it is sent, and never kept in a job."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from portal.city.issues.rules import OUTCOME_NAMES, STEP_NAMES, Outcome, Step
from portal.city.places import queries as places
from portal.listen.reports import queries
from portal.listen.reports.letters import letter_links
from portal.listen.reports.letters.letter_links import Link
from privacy.vault.keys import KeyRing


def facts_of(
    session: Session, subject: UUID, language: str, given: Mapping[str, Any], *, ring: KeyRing, url: str
) -> dict[str, Any] | None:
    """Gather the facts of a letter: names, links, and what happened in the city's words. None where nobody waits."""
    report, city = queries.by_id(session, subject), places.jurisdiction(session)
    if report is None:
        return None
    facts: dict[str, Any] = {
        "url": url,
        "city": city.name_in(language) if city else None,
        "reference": report.reference,
        "what": _what(given),
        "stop_link": "",
        "answer_link": "",
    }
    if report.has_contact:
        facts["stop_link"] = _link(url, language, Link.NO_LETTERS, letter_links.make(ring, report, Link.NO_LETTERS))
    if report.asked_on is not None:
        facts["answer_link"] = _link(url, language, Link.SOLVED, letter_links.make(ring, report, Link.SOLVED))
    return facts


def _what(given: Mapping[str, Any]) -> Any:
    """Name what happened: how it ended, or the step; None where the event says enough."""
    if given.get("outcome"):
        return OUTCOME_NAMES[Outcome(given["outcome"])]
    return STEP_NAMES[Step(given["step"])] if given.get("step") else None


def _link(url: str, language: str, link: Link, ticket: str) -> str:
    return f"{url}/{language}/track/{link}/{ticket}"
