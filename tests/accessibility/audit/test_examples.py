"""Every rule passes its own passed examples and fails its failed ones."""

from collections import Counter

import pytest

from accessibility.audit.catalogue import GROUPS, RULES
from accessibility.audit.rule import Example, Rule
from accessibility.criteria import CRITERIA
from tests.accessibility.audit.examples import found

PASSED = [pytest.param(rule, each, id=f"{rule.id}-{at}") for rule in RULES for at, each in enumerate(rule.passed)]
FAILED = [pytest.param(rule, each, id=f"{rule.id}-{at}") for rule in RULES for at, each in enumerate(rule.failed)]


@pytest.mark.parametrize(("rule", "example"), PASSED)
def test_a_passed_example_has_no_finding(rule: Rule, example: Example) -> None:
    assert not found(rule, example), example.html


@pytest.mark.parametrize(("rule", "example"), FAILED)
def test_a_failed_example_has_a_finding(rule: Rule, example: Example) -> None:
    assert found(rule, example), example.html


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_written_down_whole(rule: Rule) -> None:
    assert rule.passed
    assert rule.failed
    assert rule.applies.endswith(".")
    assert rule.expects.endswith(".")
    assert set(rule.criteria) <= set(CRITERIA)


def test_each_rule_has_its_own_id() -> None:
    assert not [each for each, times in Counter(rule.id for rule in RULES).items() if times > 1]


def test_no_rule_is_left_out() -> None:
    assert sum(len(group.RULES) for group in GROUPS) == len(RULES)
    numbers = {int(rule.id[1:].split(".")[0]) for rule in RULES}
    # H24 weighs bytes and has its own function; the CSS half of H13 and H22 is in the style sheet's checks.
    assert set(range(1, 26)) - numbers == {24}
