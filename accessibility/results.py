"""What the last run of the checks found: made from the verdicts of tests, kept as JSON, shown by the statement."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from accessibility.checks import CHECKS, every_check


class Verdict(StrEnum):
    """What is known of a check, or of a criterion."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not-run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run. `made_of` is the fingerprint of what pages are made of; with another one the run is out of date.

    `pages` is how many times a page or a part of one was audited, `states` how often axe-core looked at a page after an
    act, `languages` in how many languages; `is_whole` says whether nothing was sampled.
    """

    on: date
    commit: str
    made_of: str
    pages: int
    states: int
    languages: int
    is_whole: bool
    checks: Mapping[str, Verdict]

    def of(self, criterion: str) -> Verdict:
        """A criterion failed where one check failed, and passed where all others have run."""
        found = {self.checks.get(each, Verdict.NOT_RUN) for each in CHECKS[criterion]}
        return next((each for each in (Verdict.FAILED, Verdict.NOT_RUN) if each in found), Verdict.PASSED)

    def count(self, verdict: Verdict) -> int:
        """How many criteria have this verdict."""
        return sum(self.of(criterion) is verdict for criterion in CHECKS)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON, with what each criterion comes to."""
        told = asdict(self) | {"on": self.on.isoformat()}
        criteria = {each: {"verdict": self.of(each), "checks": list(checks)} for each, checks in CHECKS.items()}
        return told | {"criteria": criteria}


def read(told: Mapping[str, Any]) -> Results:
    """Make the results of JSON. Raises KeyError or ValueError for what is no such thing."""
    facts = {name: told[name] for name in ("commit", "made_of", "pages", "states", "languages", "is_whole")}
    checks = {each: Verdict(told["checks"].get(each, Verdict.NOT_RUN)) for each in every_check()}
    return Results(on=date.fromisoformat(told["on"]), checks=checks, **facts)


def verdict_of(outcomes: list[str]) -> Verdict:
    """Put the outcomes of a check's tests together: "passed", "failed" or "skipped", and none where none has run."""
    if "failed" in outcomes:
        return Verdict.FAILED
    return Verdict.PASSED if "passed" in outcomes and "skipped" not in outcomes else Verdict.NOT_RUN
