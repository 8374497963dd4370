"""The accessibility statement as values: how far the site conforms, what is known to fail, who found out and when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIssue:
    """One thing that is known to fail; the sentences are English sources, to be translated by whoever prints them."""

    id: str
    criterion: str
    where: str
    what: str
    reason: Reason

    def __post_init__(self) -> None:
        if self.criterion not in CRITERIA:
            raise ValueError(f"{self.id}: {self.criterion} is no criterion of WCAG 2.2 A or AA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the statement page and its machine-readable twin say."""

    issues: tuple[KnownIssue, ...]
    methods: tuple[str, ...]
    reviewed_on: date

    @property
    def status(self) -> Status:
        """Full without a known failure, none when half of the criteria fail, partial between."""
        failing = {each.criterion for each in self.issues if each.reason is not Reason.OUT_OF_SCOPE}
        if not failing:
            return Status.FULL
        return Status.NONE if 2 * len(failing) >= len(CRITERIA) else Status.PARTIAL


def parse(toml: str) -> Statement:
    """Read a statement's data file. Raises KeyError or ValueError where a fact is missing or unknown."""
    facts: Mapping[str, Any] = tomllib.loads(toml)
    issues = tuple(
        KnownIssue(
            id=each["id"],
            criterion=each["criterion"],
            where=each["where"],
            what=each["what"],
            reason=Reason(each["reason"]),
        )
        for each in facts.get("issue", ())
    )
    if len({each.id for each in issues}) != len(issues):
        raise ValueError("two issues share an id")
    return Statement(issues=issues, methods=tuple(facts["methods"]), reviewed_on=facts["reviewed_on"])
