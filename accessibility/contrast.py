"""Contrast of the design tokens: what `tokens.css` says in each colour scheme, measured against the look's goals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Colours = Mapping[str, str]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
REFERENCE = re.compile(r"var\(\s*--([\w-]+)\s*\)")


class Scheme(StrEnum):
    """The four ways a page is coloured; the value of each is what the reader's device asks for."""

    LIGHT = "light"
    DARK = "dark"
    LIGHT_MORE = "light, more contrast"
    DARK_MORE = "dark, more contrast"


# Which blocks of tokens.css apply in which scheme. Later blocks win, as in the cascade.
PLAIN, IS_DARK, IS_MORE = "", "prefers-color-scheme:dark", "prefers-contrast:more"
APPLIES: Mapping[Scheme, tuple[frozenset[str], ...]] = {
    Scheme.LIGHT: (frozenset(),),
    Scheme.DARK: (frozenset(), frozenset({IS_DARK})),
    Scheme.LIGHT_MORE: (frozenset(), frozenset({IS_MORE})),
    Scheme.DARK_MORE: (
        frozenset(),
        frozenset({IS_DARK}),
        frozenset({IS_MORE}),
        frozenset({IS_DARK, IS_MORE}),
    ),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles that meet on a page; `front` may name several colours of which the better one counts (the ring)."""

    front: tuple[str, ...]
    back: str
    goal: float

    @property
    def name(self) -> str:
        """The pair in words."""
        return f"{' or '.join(self.front)} on {self.back}"


def _pairs(front: str, backs: str, goal: float) -> tuple[Pair, ...]:
    return tuple(Pair(tuple(front.split("/")), back, goal) for back in backs.split())


# The look's table. Source: WCAG 2.2 SC 1.4.3 (text 4.5), 1.4.6 (text 7, our goal), 1.4.11 (edges and graphics 3).
PAIRS: tuple[Pair, ...] = (
    *_pairs("ink", "paper ground field voice-tint", 7),
    *_pairs("soft", "paper ground", 7),
    *_pairs("soft", "field", 4.5),
    *_pairs("fact", "paper ground", 7),
    *_pairs("fact", "field", 4.5),
    *_pairs("voice", "paper voice-tint", 7),
    *_pairs("error", "paper error-tint", 7),
    *_pairs("on-action", "action", 7),
    *_pairs("on-base", "base", 7),
    *_pairs("line", "paper ground", 4.5),
    *_pairs("voice-dot", "paper voice-tint", 3),
    *_pairs("focus/focus-edge", "paper ground field voice-tint error-tint base action", 3),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The contrast of one pair in one scheme."""

    pair: Pair
    scheme: Scheme
    ratio: float

    @property
    def is_enough(self) -> bool:
        """Say whether the goal is met."""
        return self.ratio >= self.pair.goal


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, from 0 (black) to 1 (white). Source: WCAG 2.2, "relative luminance"."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _blocks(css: str) -> tuple[tuple[frozenset[str], str, str], ...]:
    """Split into (media conditions, selector, declarations); media queries are one level deep, joined by "and"."""
    blocks = []
    media: frozenset[str] = frozenset()
    depth, text = 0, ""
    for part in re.split(r"([{}])", COMMENT.sub("", css)):
        if part == "{":
            depth += 1
            if text.startswith("@media"):
                media = frozenset(re.sub(r"\s", "", each) for each in re.findall(r"(?<=\()[^)]*|\bprint\b", text))
            else:
                selector = text
        elif part == "}":
            depth -= 1
            if text:
                blocks.append((media, selector, text))
            media = frozenset() if depth == 0 else media
            text = ""
            continue
        text = "" if part == "{" else part.strip()
    return tuple(blocks)


def parse_tokens(css: str) -> Mapping[Scheme, Colours]:
    """Read the custom properties of `:root` that are colours, in each scheme, with `var()` resolved.

    Raises ValueError where a bracket is missing: a broken sheet must not look like one without colours.
    """
    bare = COMMENT.sub("", css)
    if bare.count("{") != bare.count("}"):
        raise ValueError("unbalanced brackets in the tokens")
    roots = tuple((media, text) for media, selector, text in _blocks(css) if selector == ":root")
    schemes = {}
    for scheme, layers in APPLIES.items():
        raw: dict[str, str] = {}
        for media, text in roots:
            if media in layers:
                raw.update((name, value.strip()) for name, value in DECLARATION.findall(text))
        resolved = {name: _resolve(value, raw) for name, value in raw.items()}
        schemes[scheme] = {name: value for name, value in resolved.items() if HEX.fullmatch(value)}
    return schemes


def _resolve(value: str, raw: Mapping[str, str], depth: int = 0) -> str:
    named = REFERENCE.fullmatch(value)
    if named is None or depth > 8:
        return value
    return _resolve(raw.get(named[1], value), raw, depth + 1)


def measure(tokens: Mapping[Scheme, Colours], pairs: tuple[Pair, ...] = PAIRS) -> tuple[Measured, ...]:
    """Measure every pair in every scheme. Raises KeyError where a role has no colour."""
    return tuple(
        Measured(pair, scheme, max(contrast(colours[front], colours[pair.back]) for front in pair.front))
        for scheme, colours in tokens.items()
        for pair in pairs
    )
