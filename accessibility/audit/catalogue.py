"""Every rule of the audit, in the order of their numbers."""

from accessibility.audit.rule import Rule
from accessibility.audit.rules import (
    aria,
    autocomplete,
    focus,
    forms,
    headings,
    htmx,
    ids,
    images,
    labels,
    language,
    links,
    live,
    media,
    messages,
    names,
    origins,
    resident_text,
    shell,
    styles,
    tables,
    title,
)

GROUPS = (
    ids,
    aria,
    headings,
    title,
    language,
    resident_text,
    names,
    labels,
    messages,
    images,
    tables,
    focus,
    htmx,
    autocomplete,
    forms,
    live,
    links,
    media,
    styles,
    origins,
    shell,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for group in GROUPS for rule in group.RULES), key=lambda rule: int(rule.id[1:].split(".")[0]))
)
