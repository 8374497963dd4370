"""The accessibility statement says what its data file says, and refuses what it cannot mean."""

from pathlib import Path

import pytest

from accessibility import statement
from accessibility.criteria import CRITERIA, LEVEL_A, LEVEL_AA
from accessibility.statement import Reason, Status

OWN = Path(statement.__file__).with_name("known_issues.toml")
HEAD = 'reviewed_on = 2026-11-23\nmethods = ["Every page is checked by a program."]\n'


def issue(criterion: str, reason: str = "non-compliance", name: str = "one") -> str:
    return f'[[issue]]\nid = "{name}"\ncriterion = "{criterion}"\nwhere = "w"\nwhat = "x"\nreason = "{reason}"\n'


def test_wcag_has_55_criteria_at_a_and_aa() -> None:
    assert (len(LEVEL_A), len(LEVEL_AA), len(set(CRITERIA))) == (31, 24, 55)


def test_the_projects_own_data_file_is_sound() -> None:
    own = statement.parse(OWN.read_text(encoding="utf-8"))
    assert own.methods
    assert own.status is (Status.PARTIAL if own.issues else Status.FULL)


def test_no_known_failure_is_full_conformance() -> None:
    assert statement.parse(HEAD).status is Status.FULL


def test_one_known_failure_is_partial_conformance() -> None:
    assert statement.parse(HEAD + issue("1.4.10")).status is Status.PARTIAL


def test_what_is_out_of_scope_is_no_failure() -> None:
    parsed = statement.parse(HEAD + issue("1.4.10", "out-of-scope"))
    assert parsed.status is Status.FULL
    assert parsed.issues[0].reason is Reason.OUT_OF_SCOPE


def test_half_of_the_criteria_failing_is_no_conformance() -> None:
    text = HEAD + "".join(issue(each, name=each) for each in CRITERIA[:28])
    assert statement.parse(text).status is Status.NONE


@pytest.mark.parametrize(
    "wrong",
    [HEAD + issue("4.1.1"), HEAD + issue("1.1.1", "because"), HEAD + issue("1.1.1") + issue("1.1.1"), issue("1.1.1")],
)
def test_what_cannot_be_meant_is_refused(wrong: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        statement.parse(wrong)
