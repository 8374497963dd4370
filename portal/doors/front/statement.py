"""The accessibility statement: what is known not to be accessible, and how that is found out.

Remove a failure in the commit that ends it. What a program checked is in `checked.json`, which `make statement` writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from accessibility.checks import CHECKS, PEOPLE_TOO
from accessibility.results import Results, Verdict
from accessibility.statement import Failure, Reason, Status, status_of
from i18n.lazy import Lazy, lazy, plazy
from portal.doors.front import checked
from portal.doors.front.people import BY_PEOPLE, ByPeople

STATUS: Final = {
    Status.FULL: lazy("This portal meets WCAG 2.2 at level AA, as far as we know."),
    Status.PARTIAL: lazy("This portal meets WCAG 2.2 at level AA, except for what is listed here."),
    Status.NONE: lazy("This portal does not meet WCAG 2.2 at level AA yet."),
}
VERDICTS: Final = {
    Verdict.PASSED: plazy("a check", "Passed"),
    Verdict.FAILED: plazy("a check", "Failed"),
    Verdict.NOT_RUN: plazy("a check", "Not made"),
}
REASONS: Final = {
    Reason.NON_COMPLIANCE: plazy("why something fails", "not mended yet"),
    Reason.DISPROPORTIONATE_BURDEN: plazy("why something fails", "mending it would be out of proportion"),
    Reason.OUT_OF_SCOPE: plazy("why something fails", "the law asks for no more here"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known to fail."""

    failure: Failure
    where: Lazy
    what: Lazy

    @property
    def reason(self) -> Lazy:
        """Why it is so."""
        return REASONS[self.failure.reason]


@dataclass(frozen=True, slots=True)
class Line:
    """What one criterion came to."""

    criterion: str
    checks: tuple[str, ...]
    verdict: Lazy
    by_people_too: bool


KNOWN: Final = (
    Known(
        Failure("3.1.2", Reason.NON_COMPLIANCE),
        lazy("Adding a photo to a report"),
        lazy("Where scripts are off, the button that opens the list of files speaks the language of the browser."),
    ),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page says."""

    run: Results
    is_up_to_date: bool
    known: tuple[Known, ...] = KNOWN
    by_people: tuple[ByPeople, ...] = BY_PEOPLE

    @property
    def conforms(self) -> Status:
        """How far the portal conforms: a criterion whose check failed is known to fail."""
        failed = (each for each in CHECKS if self.run.of(each) is Verdict.FAILED)
        found = [Failure(each, Reason.NON_COMPLIANCE) for each in failed]
        return status_of([*found, *(each.failure for each in self.known)])

    @property
    def status(self) -> Lazy:
        """The same in words."""
        return STATUS[self.conforms]

    @property
    def lines(self) -> Iterator[Line]:
        """Each criterion."""
        for criterion, checks in CHECKS.items():
            yield Line(criterion, checks, VERDICTS[self.run.of(criterion)], criterion in PEOPLE_TOO)

    @property
    def passed(self) -> int:
        """How many criteria passed all their checks."""
        return self.run.count(Verdict.PASSED)

    def as_json(self) -> dict[str, Any]:
        """The statement for programs, in English."""
        return {
            "standard": "WCAG 2.2 AA",
            "conformance": self.conforms.value,
            "up_to_date": self.is_up_to_date,
            "last_run": self.run.as_json(),
            "known_failures": [
                {"criterion": each.failure.criterion, "reason": each.failure.reason.value, "where": str(each.where),
                 "what": str(each.what)} for each in self.known
            ],
            "by_people": [
                {"what": str(each.what), "made_on": each.made_on.isoformat() if each.made_on else None}
                for each in self.by_people
            ],
        }  # fmt: skip


def statement() -> Statement:
    """Gather what is known today."""
    return Statement(checked.last_run(), checked.is_up_to_date())
