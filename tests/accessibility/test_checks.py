"""Each criterion of WCAG 2.2 A and AA has a check of a program; each check exists, has tests, and has run."""

import ast
import re
from pathlib import Path

import pytest

from accessibility.audit.catalogue import RULES
from accessibility.audit.script import BANNED
from accessibility.checks import CHECKS, PEOPLE_TOO, every_check
from accessibility.criteria import CRITERIA
from accessibility.results import Verdict
from portal.doors.front.checked import last_run
from tests.contract import RUNS, Contract, made_by

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.js"
OURS = ROOT / "accessibility" / "audit"


def test_each_of_the_55_has_a_check() -> None:
    assert set(CHECKS) == set(CRITERIA)
    assert all(CHECKS.values())
    assert len(CHECKS) == 55
    assert set(CRITERIA) >= PEOPLE_TOO


def test_each_check_is_one_that_there_is() -> None:
    rules, scripts = {rule.id for rule in RULES}, {rule for rule, *_ in BANNED}
    sheets = (OURS / "stylesheet.py").read_text(encoding="utf-8")
    axe = AXE.read_text(encoding="utf-8") if AXE.is_file() else ""
    for check in every_check():
        if check.startswith("A:"):
            assert not axe or re.search(rf"id: ['\"]{re.escape(check[2:])}['\"]", axe), check
        elif check.startswith("H"):
            assert check in rules
        elif check.startswith("CSS:"):
            assert f'"{check[4:]}"' in sheets
        elif check.startswith("JS."):
            assert check in scripts
        else:
            assert check in RUNS


@pytest.mark.parametrize("check", [*every_check(), *RUNS])
def test_each_check_has_tests_that_exist(check: str) -> None:
    for test in made_by(check):
        path, name = test.split("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, test


def test_each_rule_serves_the_criteria_that_name_it() -> None:
    by_id = {rule.id: rule for rule in RULES}
    for criterion, checks in CHECKS.items():
        for check in checks:
            if check in by_id and check not in {"H23.origins", "H20.same"}:
                assert criterion in by_id[check].criteria, f"{check} does not say that it serves {criterion}"


def test_the_scripts_of_keys_and_layout_are_all_there() -> None:
    assert {f"K{n}" for n in range(1, 10)} | {f"P{n}" for n in range(1, 10)} <= set(RUNS)


def test_the_last_run_made_every_check() -> None:
    results = last_run()
    assert [check for check, verdict in results.checks.items() if verdict is not Verdict.PASSED] == [], "make statement"
    assert results.count(Verdict.PASSED) == 55


def test_a_check_whose_tests_failed_or_did_not_run_has_not_passed() -> None:
    gathered = Contract()
    assert set(gathered.verdicts().values()) == {Verdict.NOT_RUN}
    for check in every_check():
        for test in made_by(check):
            gathered.outcomes[test].append("passed")
    assert set(gathered.verdicts().values()) == {Verdict.PASSED}
    gathered.outcomes[made_by("C")[0]].append("failed")
    gathered.outcomes[made_by("S.ways")[0]].append("skipped")
    found = gathered.verdicts()
    assert (found["C"], found["S.ways"], found["K1"]) == (Verdict.FAILED, Verdict.NOT_RUN, Verdict.PASSED)
    assert gathered.results().of("1.4.3") is Verdict.FAILED
