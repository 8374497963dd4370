"""The audit of one page: every rule, or the ones that are asked for."""

from accessibility.audit.catalogue import RULES
from accessibility.audit.context import Context
from accessibility.audit.document import parse
from accessibility.audit.finding import Finding
from accessibility.audit.rule import Rule


def audit(html: str, *, context: Context, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Return what is wrong with a page (or, with `context.is_fragment`, a part of one), in the order of the rules."""
    document = parse(html, is_fragment=context.is_fragment)
    return tuple(finding for rule in rules for finding in rule.findings(document, context))
