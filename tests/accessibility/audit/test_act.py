"""The rules agree with the W3C's own test cases, wherever a rule asks the same as one of the W3C's."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from accessibility.audit.catalogue import RULES
from accessibility.audit.context import Context
from accessibility.audit.page import audit

MAPPED = {act: tuple(rule for rule in RULES if act in rule.act) for rule in RULES for act in rule.act}


@pytest.fixture(scope="module")
def act_cases(shared_folder: Path) -> tuple[dict[str, Any], ...]:
    listed = shared_folder / "act" / "act_testcases.json.gz"
    if not listed.is_file():
        pytest.skip(f"no list of W3C test cases: {listed} is absent")
    with gzip.open(listed) as file:
        cases: list[dict[str, Any]] = json.load(file)["testcases"]
    return tuple(cases)


def test_each_mapped_rule_is_one_of_the_w3cs(act_cases: tuple[dict[str, Any], ...]) -> None:
    verdicts = Counter((case["ruleId"], case["expected"]) for case in act_cases)
    assert MAPPED
    for act in MAPPED:
        assert verdicts[act, "passed"], f"the W3C has no rule {act}"
        assert verdicts[act, "failed"], f"the W3C has no failing page for {act}"


def test_verdicts_agree_with_the_w3cs(act_cases: tuple[dict[str, Any], ...], shared_folder: Path) -> None:
    """The list names pages; the pages are read from `testcases/` beside it, where somebody laid them there."""
    disagreements, seen = [], Counter[str]()
    for case in act_cases:
        page = shared_folder / "act" / case["relativePath"]
        if case["ruleId"] not in MAPPED or page.suffix != ".html" or not page.is_file():
            continue
        seen[case["ruleId"]] += 1
        findings = audit(page.read_text(encoding="utf-8"), context=Context(), rules=MAPPED[case["ruleId"]])
        if bool(findings) != (case["expected"] == "failed"):
            disagreements.append(f"{case['ruleId']} {case['testcaseTitle']}: {[str(each) for each in findings]}")
    if not seen:
        pytest.skip("the W3C's list is there, its pages are not (act/testcases/<rule>/<case>.html)")
    assert not disagreements, "\n".join(disagreements)
