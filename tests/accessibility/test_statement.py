"""A statement says no more than the known failures allow, and names real criteria."""

import pytest

from accessibility.criteria import CRITERIA, LEVEL_A, LEVEL_AA
from accessibility.statement import Failure, Reason, Status, status_of


def failing(*criteria: str) -> list[Failure]:
    return [Failure(each, Reason.NON_COMPLIANCE) for each in criteria]


def test_wcag_has_55_criteria_at_a_and_aa() -> None:
    assert (len(LEVEL_A), len(LEVEL_AA), len(set(CRITERIA))) == (31, 24, 55)


def test_no_known_failure_is_full_conformance() -> None:
    assert status_of([]) is Status.FULL


def test_what_is_out_of_scope_is_no_failure() -> None:
    assert status_of([Failure("1.4.10", Reason.OUT_OF_SCOPE)]) is Status.FULL


def test_up_to_half_of_the_criteria_failing_is_partial_conformance() -> None:
    assert status_of(failing("1.4.10")) is Status.PARTIAL
    assert status_of(failing(*CRITERIA[:27], *CRITERIA[:27])) is Status.PARTIAL, "each criterion fails once"
    assert status_of(failing(*CRITERIA[:28])) is Status.NONE


def test_what_is_no_criterion_of_this_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"4\.1\.1"):
        failing("4.1.1")
