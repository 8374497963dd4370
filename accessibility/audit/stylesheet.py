"""H13 and H22, in style sheets: text grows, pages mirror, the focus is seen, and nothing moves or vanishes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from accessibility.audit.finding import Finding
from accessibility.audit.vocabulary import words

# Logical properties only: what is said of "left" or of "width" is wrong in half of the directions.
PHYSICAL = re.compile(
    r"(left|right|top|bottom|(min-|max-)?(width|height)"
    r"|(scroll-)?(margin|padding)-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)(-(color|style|width))?"
    r"|border-(top|bottom)-(left|right)-radius|overflow-[xy]-position)"
)
# Four values go round the clock: top, right, bottom, left. They mirror only where the second equals the fourth.
CLOCKWISE = words("margin padding border-width border-style border-color inset scroll-margin scroll-padding")
SIDES = words("text-align float clear caption-side justify-content justify-items justify-self")
SPACING = words("letter-spacing line-height word-spacing")
MOTION = re.compile(r"(animation|transition)(-[a-z]+)*")
MAY_MOVE = re.compile(r"prefers-reduced-motion:\s*no-preference")
APPEARS = words("display visibility opacity content-visibility")
PX = re.compile(r"\d*\.?\d+px\b")
FOREIGN = re.compile(r"^(https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration with where it stands: the selectors and conditions around it."""

    name: str
    value: str
    is_important: bool
    where: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return " ".join((*self.where, f"{{ {self.name}: {self.value} }}"))


def _parser() -> Any:
    """The CSS parser, which a running portal does without."""
    return import_module("tinycss2")


def check_sheet(css: str) -> tuple[Finding, ...]:
    """Return what is wrong with a style sheet, in its own order."""
    tinycss2 = _parser()
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_walk(rules, ()))


def _walk(rules: Any, where: tuple[str, ...]) -> Iterator[Finding]:
    """Go through parsed rules, those inside conditions too."""
    tinycss2 = _parser()
    for rule in rules:
        if rule.type == "error":
            yield Finding(rule="H13.css", message=f"not sound CSS: {rule.message}", where=" ".join(where))
        elif rule.type == "at-rule":
            prelude = tinycss2.serialize(rule.prelude).strip()
            if rule.at_keyword in {"import", "font-face"}:
                yield Finding(rule="H23.sheet", message=f"@{rule.at_keyword} {prelude}".strip(), where=" ".join(where))
            elif rule.at_keyword in {"media", "supports", "layer", "container"} and rule.content is not None:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _walk(inner, (*where, f"@{rule.at_keyword} {prelude}"))
        elif rule.type == "qualified-rule":
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            for each in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
                yield from _judge(each, (*where, selector))


def _judge(parsed: Any, where: tuple[str, ...]) -> Iterator[Finding]:
    tinycss2 = _parser()
    if parsed.type != "declaration":
        yield Finding(rule="H13.css", message=f"not sound CSS: {parsed.type}", where=" ".join(where))
        return
    value = " ".join(tinycss2.serialize(parsed.value).split())
    found = Declaration(parsed.lower_name, value.lower(), parsed.important, where)
    for token in parsed.value:
        address = token.value if token.type == "url" else ""
        if FOREIGN.match(str(address)):
            yield Finding(rule="H23.sheet", message=f"the browser would tell {address}", where=found.place)
    for rule, message in _faults(found):
        yield Finding(rule=rule, message=message, where=found.place)


def _faults(one: Declaration) -> Iterator[tuple[str, str]]:
    yield from _faults_of_direction(one)
    yield from _faults_of_reading(one)
    yield from _faults_of_surprise(one)


def _faults_of_direction(one: Declaration) -> Iterator[tuple[str, str]]:
    if PHYSICAL.fullmatch(one.name) or (one.name in SIDES and one.value in {"left", "right"}):
        yield "H13.logical", "a physical direction does not mirror"
    if one.name in CLOCKWISE and not _mirrors(one.value):
        yield "H13.logical", "four values round the clock, and the sides differ: it does not mirror"
    if one.name == "order" or one.value.endswith("-reverse"):
        yield "H13.order", "what is seen first is not what is read first"


def _faults_of_reading(one: Declaration) -> Iterator[tuple[str, str]]:
    if one.name in {"font-size", "font"} and PX.search(one.value):
        yield "H13.px", "text in px does not grow with the reader's own size"
    if one.name in SPACING and one.is_important:
        yield "H22.spacing", "the reader's own text spacing cannot win"
    if (one.name, one.value) in UNREADABLE:
        yield "H13.type", "the look knows no capitals, no italics and no justified text"


def _faults_of_surprise(one: Declaration) -> Iterator[tuple[str, str]]:
    if one.name in {"outline", "outline-style", "outline-width"} and one.value in {"none", "0", "0px", "hidden"}:
        yield "H13.outline", "the focus becomes invisible, in forced colours too"
    is_animated = MOTION.fullmatch(one.name) and one.value not in {"none", "0s"}
    if is_animated and not any(MAY_MOVE.search(each) for each in one.where):
        yield "H13.motion", "something moves, whether the reader wants it or not"
    if one.name in APPEARS and any(":hover" in each for each in one.where):
        yield "H13.hover", "something appears only under a pointer"
    if one.name == "position" and one.value in {"sticky", "fixed"} and not any("min-height" in up for up in one.where):
        yield "H13.sticky", "it may cover the focus on a low screen: ask for a min-height first"


UNREADABLE = frozenset(
    {("text-transform", "uppercase"), ("font-style", "italic"), ("font-style", "oblique"), ("text-align", "justify")}
)


def _mirrors(value: str) -> bool:
    parts = re.findall(r"[\w.-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s]+", value)
    return len(parts) < 4 or parts[1] == parts[3]
