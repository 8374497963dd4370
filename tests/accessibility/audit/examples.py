"""What a rule finds on its own examples."""

from accessibility.audit.catalogue import RULES
from accessibility.audit.document import parse
from accessibility.audit.rule import Example, Rule


def found(rule: Rule, example: Example) -> list[str]:
    """The findings of a rule on one example."""
    document = parse(example.html, is_fragment=example.context.is_fragment)
    return [str(each) for each in rule.findings(document, example.context)]


def proved() -> list[Rule]:
    """The rules that have examples of both kinds, pass each of their passed ones and fail each of their failed ones."""
    return [
        rule
        for rule in RULES
        if rule.passed
        and rule.failed
        and not any(found(rule, each) for each in rule.passed)
        and all(found(rule, each) for each in rule.failed)
    ]
