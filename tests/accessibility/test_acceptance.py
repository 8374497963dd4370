"""Each acceptance criterion has a test that names it, and no test names one that does not exist."""

import pytest

from tests.acceptance import AWAITED, CRITERIA, named_in, proofs


@pytest.fixture(scope="module")
def proved() -> dict[str, list[str]]:
    return proofs()


def test_there_are_forty() -> None:
    assert len(CRITERIA) == 40


def test_each_has_a_test(proved: dict[str, list[str]]) -> None:
    assert set(CRITERIA) - set(proved) - AWAITED == set()


def test_nobody_waits_for_what_has_come(proved: dict[str, list[str]]) -> None:
    assert AWAITED & set(proved) == set(), "take it out of AWAITED"


def test_no_test_proves_what_is_no_criterion(proved: dict[str, list[str]]) -> None:
    assert set(proved) <= set(CRITERIA), {each: proved[each] for each in set(proved) - set(CRITERIA)}


def test_a_criterion_is_read_where_a_docstring_begins() -> None:
    source = 'def test_a():\n    """AC-ERR-1, AC-LOC-2: x."""\ndef test_b():\n    """As AC-ERR-3: y."""\n'
    assert named_in(source) == {"AC-ERR-1": ["test_a"], "AC-LOC-2": ["test_a"]}
