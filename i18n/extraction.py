"""Finding every sentence of the portal in its code and templates, and carrying it into the catalogues.

In templates the functions are `_`, `pgettext`, `ngettext`, `npgettext`, each with a `.text` form for
attributes and plain text: `_.text("…")`. Babel's extractors know plain names only, so `.text` is blanked
out before they read, which moves no line. `{% trans %}` is not used.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from babel.messages.catalog import Message
from babel.messages.extract import extract as babel_extract

from i18n.catalogs import DOMAINS
from i18n.pofiles import Key

KEYWORDS: Final[MappingProxyType[str, Any]] = MappingProxyType(
    {
        "_": (1,),
        "gettext": (1,),
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
        "lazy": (1,),
        "nlazy": (1, 2),
        "plazy": ((1, "c"), 2),
        "N_": (1,),  # marks a sentence in a library that knows no translator
    }
)
COMMENT_TAG = "Translators:"

# What libraries say reaches people through the portal; `privacy` says nothing to people.
_PYTHON_FOLDERS = ("portal", "accessibility")
_TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".xml", ".svg"})
_ERROR_FILES = frozenset({"rules.py", "forms.py", "errors.py"})
_JINJA: Final = MappingProxyType(
    {"silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "encoding": "utf-8"}
)
_DOT_TEXT = re.compile(rb"\b(_|n?p?gettext)\.text(?=\()")


class TwoPlurals(ValueError):
    """One sentence is given two different plurals: the catalogue could keep only one."""


@dataclass(slots=True)
class Found:
    """One message with all the places that say it."""

    plural: str | None = None
    files: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    comments: dict[str, None] = field(default_factory=dict)  # in order of appearance

    def message(self, key: Key) -> Message:
        """Return the message for a template file."""
        context, msgid = key
        return Message(
            (msgid, self.plural) if self.plural is not None else msgid,
            "",
            [(name, 0) for name in sorted(self.files)],
            auto_comments=list(self.comments),
            context=context,
        )

    def domain(self) -> str:
        """Return the first domain that needs the message."""
        return next(domain for domain in DOMAINS if domain in self.domains)


def domain_of(path: PurePosixPath) -> str:
    """Return the domain of the sentences in a file, by its place in the repository."""
    parts = path.parts
    if parts[:2] == ("templates", "staff") or parts[:3] == ("portal", "doors", "staff"):
        return "staff"
    if parts[:2] == ("templates", "email"):
        return "mail"
    return "errors" if parts[0] == "portal" and path.name in _ERROR_FILES else "portal"


def extract(root: Path) -> dict[str, tuple[Message, ...]]:
    """Return the messages of each domain; raises TwoPlurals, and a template's own syntax error."""
    found: dict[Key, Found] = {}
    for path in _sources(root):
        _collect(found, path, root)
    return {
        domain: tuple(one.message(key) for key, one in sorted(found.items(), key=_order) if one.domain() == domain)
        for domain in DOMAINS
    }


def _order(item: tuple[Key, Found]) -> tuple[str, str]:
    return item[0][1], item[0][0] or ""


def _sources(root: Path) -> Iterator[Path]:
    for folder in _PYTHON_FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))
    yield from sorted(path for path in (root / "templates").rglob("*") if path.suffix in _TEMPLATE_SUFFIXES)


def _collect(found: dict[Key, Found], path: Path, root: Path) -> None:
    name = PurePosixPath(path.relative_to(root).as_posix())
    for ids, comments, context in _read(path):
        msgid, plural = (ids, None) if isinstance(ids, str) else (ids[0], ids[1])
        if not msgid:
            continue
        one = found.setdefault((context, msgid), Found())
        if plural is not None and one.plural not in {None, plural}:
            raise TwoPlurals(f"{name}: {msgid!r} has the plurals {one.plural!r} and {plural!r}")
        one.plural = plural if plural is not None else one.plural
        one.files.add(str(name))
        one.domains.add(domain_of(name))
        one.comments.update(dict.fromkeys(comments))


def _read(path: Path) -> Iterable[tuple[str | tuple[str, ...], list[str], str | None]]:
    source = BytesIO(_DOT_TEXT.sub(rb"\1", path.read_bytes()))
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", dict(_JINJA))
    messages = babel_extract(method, source, KEYWORDS, (COMMENT_TAG,), options, strip_comment_tags=True)
    for _, ids, comments, context in messages:
        yield ids, comments, context
