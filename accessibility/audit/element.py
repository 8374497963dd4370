"""The tree that rules read: elements with attributes, children, a parent, and the questions that rules ask of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Union

HIDDEN_TEXT = frozenset({"script", "style", "template", "noscript"})
NATIVELY_FOCUSABLE = frozenset({"button", "select", "textarea", "summary", "iframe", "audio", "video"})
# The class of words that only a screen reader hears; the error prefix and the hidden ends of links use it.
HEARD_ONLY = "vh"


@dataclass(eq=False)
class Element:
    """One element. Parts of an inline drawing have tags such as `svg:title`, so that they are never taken for HTML."""

    tag: str
    attributes: Mapping[str, str]
    parent: Union["Element", None] = None
    children: list[Union["Element", str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The attribute, or an empty string."""
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Say whether the attribute is there at all."""
        return name in self.attributes

    @property
    def id(self) -> str:
        """The id, or an empty string."""
        return self.get("id")

    @property
    def classes(self) -> frozenset[str]:
        """The classes."""
        return frozenset(self.get("class").split())

    @property
    def elements(self) -> tuple["Element", ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator["Element"]:
        """Yield this element and everything in it, in document order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def find(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements inside this one that have one of the tags."""
        return (each for each in self.walk() if each is not self and each.tag in tags)

    def ancestors(self) -> Iterator["Element"]:
        """Yield parent, grandparent and so on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def lineage(self) -> Iterator["Element"]:
        """Yield this element, then its ancestors."""
        yield self
        yield from self.ancestors()

    def closest(self, *tags: str) -> Union["Element", None]:
        """The nearest ancestor with one of the tags, or None."""
        return next((each for each in self.ancestors() if each.tag in tags), None)

    def strings(self) -> Iterator[tuple["Element", str]]:
        """Yield every text inside, with its own parent; scripts, styles and templates are no text."""
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            elif child.tag not in HIDDEN_TEXT:
                yield from child.strings()

    @cached_property
    def text(self) -> str:
        """All text inside, white space collapsed."""
        return " ".join("".join(text for _, text in self.strings()).split())

    @cached_property
    def seen_text(self) -> str:
        """The text inside without the words that only a screen reader hears."""
        inside = (text for owner, text in self.strings() if not any(HEARD_ONLY in up.classes for up in owner.lineage()))
        return " ".join("".join(inside).split())

    @property
    def language(self) -> str | None:
        """The nearest language: a tag, an empty string for "not known", or None where nobody said."""
        return next((each.get("lang") for each in self.lineage() if each.has("lang")), None)

    @cached_property
    def is_hidden(self) -> bool:
        """Say whether nobody can perceive or reach it, as far as the HTML alone tells."""
        above = self.parent is not None and self.parent.is_hidden
        return above or self.has("hidden") or _is_undrawn(self)

    @cached_property
    def is_heard(self) -> bool:
        """Say whether a screen reader can meet it."""
        above = self.parent is None or self.parent.is_heard
        return above and not self.is_hidden and self.get("aria-hidden") != "true"

    @property
    def is_focusable(self) -> bool:
        """Say whether the keyboard can reach it, as far as the HTML alone tells."""
        if self.is_hidden or self.has("inert") or any(each.has("inert") for each in self.ancestors()):
            return False
        if self.has("disabled") or self.get("tabindex").strip().startswith("-"):
            return False
        return self.has("tabindex") or self.is_interactive

    @property
    def is_interactive(self) -> bool:
        """Say whether a browser makes it focusable by itself."""
        if self.tag in {"a", "area"}:
            return self.has("href")
        if self.tag == "input":
            return self.get("type").lower() != "hidden"
        if self.tag in {"audio", "video"}:
            return self.has("controls")
        return self.tag in NATIVELY_FOCUSABLE

    @property
    def path(self) -> str:
        """Where it stands, from the nearest ancestor with an id: `main#main > form > input#place`."""
        steps: list[str] = []
        for each in self.lineage():
            steps.append(f"{each.tag}#{each.id}" if each.id else each.tag)
            if each.id and each is not self:
                break
        return " > ".join(reversed(steps))


def _is_undrawn(element: Element) -> bool:
    style = element.get("style").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
