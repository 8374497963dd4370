"""The rules agree with the W3C's own test cases (act.py reads them)."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.accessibility.audit.act import MAPPED, Case, agreement, cases_in, judged

MOST_WRONG = 0.05  # of the cases whose pages are there


@pytest.fixture(scope="module")
def act_folder(shared_folder: Path) -> Path:
    return shared_folder / "act"


@pytest.fixture(scope="module")
def act_cases(act_folder: Path) -> tuple[Case, ...]:
    found = cases_in(act_folder)
    if not found:
        pytest.skip(f"no list of W3C test cases in {act_folder}")
    return found


def test_each_mapped_rule_is_one_of_the_w3cs(act_cases: tuple[Case, ...]) -> None:
    verdicts = Counter((case["ruleId"], case["expected"]) for case in act_cases)
    assert MAPPED
    for act in MAPPED:
        assert verdicts[act, "passed"], f"the W3C has no rule {act}"
        assert verdicts[act, "failed"], f"the W3C has no failing page for {act}"


def test_verdicts_agree_with_the_w3cs(
    act_cases: tuple[Case, ...], act_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The agreement is printed, rule by rule, with every case in which we disagree."""
    lines, wrong = agreement(act_cases, act_folder)
    with capsys.disabled():
        print("\nAgreement with the W3C's test cases:\n  " + "\n  ".join([*lines, *wrong]))  # noqa: T201
    assert len(wrong) <= MOST_WRONG * len(list(judged(act_cases, act_folder))), "\n".join(wrong)


def test_pages_are_read_from_the_list_or_from_beside_it(tmp_path: Path) -> None:
    named = {"ruleId": "2779a5", "testcaseTitle": "x"}
    cases = [
        {**named, "expected": "passed", "code": "<!doctype html><html><title>Issues</title></html>"},
        {**named, "expected": "failed", "testcaseId": "one"},
        {**named, "expected": "passed", "relativePath": "testcases/2779a5/two.html"},
        {**named, "expected": "failed", "relativePath": "testcases/2779a5/gone.html"},
    ]
    (tmp_path / "act_testcases.json").write_text(json.dumps(cases), encoding="utf-8")
    (tmp_path / "testcases" / "2779a5").mkdir(parents=True)
    for name in ("one", "two"):
        (tmp_path / "testcases" / "2779a5" / f"{name}.html").write_text("<!doctype html><html><title></title></html>")
    lines, wrong = agreement(cases_in(tmp_path), tmp_path)
    assert "2779a5 H2.title: 2/3 agree, 1 pages are not there" in lines
    assert [line.split(":")[0] for line in wrong] == ["2779a5 x (passed)"]
