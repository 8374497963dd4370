"""What an accessibility statement has to say of each known failure, and how far the site then conforms."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accessibility.criteria import CRITERIA


class Status(StrEnum):
    """How far the site conforms. Source: Decision (EU) 2018/1523, Annex, section 1."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Reason(StrEnum):
    """Why something is not accessible. Source: Decision (EU) 2018/1523, Annex, section 1."""

    NON_COMPLIANCE = "non-compliance"
    DISPROPORTIONATE_BURDEN = "disproportionate-burden"
    OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, slots=True)
class Failure:
    """One criterion that is known to fail somewhere. Raises ValueError for what is no criterion."""

    criterion: str
    reason: Reason

    def __post_init__(self) -> None:
        if self.criterion not in CRITERIA:
            raise ValueError(f"{self.criterion} is no criterion of WCAG 2.2 A or AA")


def status_of(failures: Iterable[Failure]) -> Status:
    """Full without a known failure, none when half of the criteria fail, partial between."""
    failing = {each.criterion for each in failures if each.reason is not Reason.OUT_OF_SCOPE}
    if not failing:
        return Status.FULL
    return Status.NONE if 2 * len(failing) >= len(CRITERIA) else Status.PARTIAL
