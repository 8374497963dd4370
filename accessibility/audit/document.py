"""A page as the audit reads it: parsed as HTML5, with everything that a strict parser found fault with."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from accessibility.audit.element import Element

SVG = "{http://www.w3.org/2000/svg}"
# A fragment of a table is no HTML on its own: the container in which each first tag may stand.
CONTAINERS = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "thead": "table", "option": "select"}


@dataclass(frozen=True)
class Document:
    """A parsed page or fragment."""

    root: Element
    faults: tuple[str, ...]

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in document order."""
        return tuple(self.root.walk())

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """The first element of each id."""
        found: dict[str, Element] = {}
        for each in self.elements:
            if each.has("id"):
                found.setdefault(each.id, each)
        return found

    def all(self, *tags: str) -> tuple[Element, ...]:
        """The elements with one of the tags, in document order."""
        return tuple(each for each in self.elements if each.tag in tags)

    @cached_property
    def title(self) -> str:
        """The text of the first `<title>`."""
        return next((each.text for each in self.all("title")), "")

    @cached_property
    def labels(self) -> dict[str, list[Element]]:
        """The labels of each id that a label points to."""
        found: dict[str, list[Element]] = {}
        for each in self.all("label"):
            found.setdefault(each.get("for"), []).append(each)
        return found


@lru_cache(maxsize=64)
def parse(html: str, *, is_fragment: bool = False) -> Document:
    """Parse a whole page, or a fragment such as htmx swaps in. The same text gives the same document."""
    tree, faults = read(html, is_fragment=is_fragment)
    return Document(_convert(tree, None), faults)


@lru_cache(maxsize=64)
def read(html: str, *, is_fragment: bool = False) -> tuple[Any, tuple[str, ...]]:
    """Read a page as an `xml.etree` tree, as a browser would, and say where it is not well formed."""
    import html5lib  # noqa: PLC0415  # a running portal needs it only where somebody writes pages

    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    if is_fragment:
        first = html.lstrip().removeprefix("<").split(">", 1)[0].split(maxsplit=1)
        tree = parser.parseFragment(html, container=CONTAINERS.get(first[0] if first else "", "div"))
    else:
        tree = parser.parse(html)
    return tree, tuple(f"line {line}: {_sentence(code)}" for (line, _), code, _ in parser.errors)


def _sentence(code: str) -> str:
    return code.replace("-", " ")


def _convert(node: Any, parent: Element | None) -> Element:
    local = node.tag.removeprefix(SVG)
    tag = local if local in {node.tag, "svg"} else f"svg:{local}"
    made = Element(tag, {str(name): value for name, value in node.attrib.items()}, parent)
    if tag == "template":  # what stands inside is no part of the page until a script copies it
        return made
    if node.text:
        made.children.append(node.text)
    for child in node:
        if isinstance(child.tag, str):
            made.children.append(_convert(child, made))
        if child.tail:
            made.children.append(child.tail)
    return made
