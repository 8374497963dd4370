"""The form of a rule, after the W3C's ACT format: what it expects, and examples that pass and fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.finding import Finding

# Where the fault is (None: the page as a whole) and what is wrong.
Fault: TypeAlias = tuple[Element | None, str]
Check: TypeAlias = Callable[[Document, Context], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Example:
    """A page, or a piece of one, and the facts under which it is read."""

    html: str
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One expectation about a page: to what it applies, and what it expects of that.

    `criteria` are those of WCAG 2.2 that it serves, `act` the W3C rules that ask the same. A rule with `is_of_pages`
    asks for something that only a whole page has. Source: ACT Rules Format 1.1.
    """

    id: str
    applies: str
    expects: str
    check: Check
    passed: tuple[Example, ...]
    failed: tuple[Example, ...]
    criteria: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    is_of_pages: bool = False

    def findings(self, document: Document, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with the document."""
        if self.is_of_pages and context.is_fragment:
            return
        for element, message in self.check(document, context):
            where = element.path if element is not None else ""
            yield Finding(rule=self.id, message=message, where=where)


def page(body: str, *, head: str = "<title>What is wrong? – Veu</title>", html: str = 'lang="en" dir="ltr"') -> str:
    """Wrap a piece of HTML into a whole small page: for examples."""
    return f'<!doctype html><html {html}><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def pages(*bodies: str, context: Context | None = None) -> tuple[Example, ...]:
    """Make an example of each piece of HTML."""
    return tuple(Example(page(body), context or Context()) for body in bodies)
