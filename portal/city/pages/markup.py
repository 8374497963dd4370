"""From what the desk typed to the parts of a page: headings, paragraphs, lists, tables, links, and no more.

It is written in a small part of Markdown. A tag of HTML is text like any other; a link leads to a page, an address for
mail or a telephone. Lines between `::: ar` and `:::` are in another language than the text around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from i18n.locales import Locale, shipped

LINKS: Final = re.compile(r"(https?://|mailto:|tel:|/(?!/))\S+")
_LANGUAGE: Final = re.compile(r"^::: *([a-z]{2}) *$")
_END: Final = re.compile(r"^::: *$")
_KNOWN: Final = ("heading", "list", "table", "newline", "escape", "link", "image", "emphasis")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the page's own title is level 1."""

    level: int
    id: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    words: Markup


@dataclass(frozen=True, slots=True)
class List:
    """A list with or without numbers; each item has parts of its own."""

    is_ordered: bool
    items: "tuple[tuple[Part, ...], ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, named by the heading above it (`named_by`, its id); `head` is empty where nobody wrote one."""

    id: str
    named_by: str
    caption: str
    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Parts in another language."""

    locale: Locale
    parts: "tuple[Part, ...]"


Part = Heading | Paragraph | List | Table | Foreign


def parts_of(text: str) -> tuple[Part, ...]:
    """Read a text. Whatever it holds, something safe comes out of it."""
    reading = _Reading()
    found: list[Part] = []
    for locale, lines in _stretches(text):
        parts = tuple(reading.blocks(iter(_parser().parse("\n".join(lines)))))
        found += [Foreign(locale, parts)] if locale and parts else parts
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[Locale | None, list[str]]]:
    """Part the lines where another language begins or ends; a mark of no language of ours is text."""
    now, lines = None, list[str]()
    for line in text.splitlines():
        begins = _LANGUAGE.match(line)
        found = shipped(begins[1]) if begins else None
        if found or (now and _END.match(line)):
            yield now, lines
            now, lines = found, []
        else:
            lines.append(line)
    yield now, lines


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("zero", {"maxNesting": 12}).enable(list(_KNOWN))
    made.validateLink = lambda url: LINKS.fullmatch(url) is not None  # type: ignore[method-assign]
    return made


class _Reading:
    """Goes through the tokens of one text, and remembers the heading that it is under."""

    def __init__(self) -> None:
        self.heading: Heading | None = None
        self.count = 0

    def blocks(self, tokens: Iterator[Token], until: str = "") -> Iterator[Part]:
        """Yield each part up to the token that ends the one around it."""
        for token in tokens:
            if token.type == until:
                return
            if token.type == "heading_open":
                yield self._heading(token, next(tokens))
            elif token.type == "inline":
                yield Paragraph(words_of(token))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield List(token.type.startswith("ordered"), tuple(self._items(tokens, token)))
            elif token.type == "table_open":
                yield self._table(tokens)

    def _heading(self, opened: Token, inline: Token) -> Heading:
        self.count += 1
        self.heading = Heading(int(opened.tag[1]) + 1, f"part-{self.count}", words_of(inline))
        return self.heading

    def _items(self, tokens: Iterator[Token], opened: Token) -> Iterator[tuple[Part, ...]]:
        for token in tokens:
            if token.type == opened.type.replace("open", "close"):
                return
            if token.type == "list_item_open":
                yield tuple(self.blocks(tokens, "list_item_close"))

    def _table(self, tokens: Iterator[Token]) -> Table:
        self.count += 1
        rows: list[list[Markup]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(words_of(token))
        head, *others = (tuple(row) for row in rows)
        named = head if any(cell.striptags().strip() for cell in head) else ()
        above = self.heading
        id_, caption = (above.id, plain(above.words)) if above else ("", "")
        return Table(f"part-{self.count}", id_, caption, named, tuple(others))


def plain(words: Markup) -> str:
    """Give the words without links and marks: a plain text, to be escaped where it is shown."""
    return words.striptags()


def texts_in(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the plain words of every part, also of those inside others."""
    for part in parts:
        if isinstance(part, Heading | Paragraph):
            yield plain(part.words)
        elif isinstance(part, List):
            for item in part.items:
                yield from texts_in(item)
        elif isinstance(part, Table):
            yield from (plain(cell) for row in (part.head, *part.rows) for cell in row)
        else:
            yield from texts_in(part.parts)


def words_of(inline: Token) -> Markup:
    """Write the words of one line: escaped, with links and what is strong."""
    written = Markup()
    for token in inline.children or ():
        if token.type == "text":
            written += escape(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            written += Markup("<br>")  # a line stays a line
        elif token.type == "image":
            written += escape(f"![{token.content}]({token.attrGet('src')})")  # there are no pictures: it stays text
        elif token.type == "link_open":
            written += Markup('<a href="{}">').format(token.attrGet("href"))
        elif token.type == "link_close":
            written += Markup("</a>")
        elif token.type in {"strong_open", "em_open"}:
            written += Markup("<b>")  # nothing is in italics here
        elif token.type in {"strong_close", "em_close"}:
            written += Markup("</b>")
    return written
