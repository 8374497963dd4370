"""Each acceptance criterion has a test that names it, and no test names one that does not exist."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.acceptance import AWAITED, CRITERIA

TESTS = Path(__file__).parents[1]
NAMED = re.compile(r"AC-[A-Z0-9]+-\d+")
FIRST = re.compile(r"(AC-[A-Z0-9]+-\d+(?:,\s+)?)+:")


def named_in(source: str) -> dict[str, list[str]]:
    """The criteria that the tests of a file prove: those at the start of a docstring."""
    found = defaultdict(list)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            start = FIRST.match(ast.get_docstring(node) or "")
            for each in NAMED.findall(start[0]) if start else ():
                found[each].append(node.name)
    return found


@pytest.fixture(scope="module")
def proved() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in TESTS.rglob("test_*.py"):
        for each, names in named_in(path.read_text(encoding="utf-8")).items():
            found[each] += [f"{path.relative_to(TESTS)}::{name}" for name in names]
    return found


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
