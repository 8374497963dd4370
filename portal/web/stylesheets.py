"""The portal's stylesheets, read once and made small: one bundle for a link, and a smaller one to write into a page."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "static" / "css"

# The cascade: a later file may overrule an earlier one of equal weight.
CASCADE = (
    "tokens",
    "ground",
    "type",
    "focus",
    "layout",
    "shell",
    "hero",
    "mirror",
    "actions",
    "fields",
    "boxes",
    "lists",
    "timeline",
    "pictures",
    "figures",
    "tables",
    "deciding",
    "cover",
    "desk",
    "print",
    "paper",
)

# What the steps of a report never show. All else is written into these pages: their first answer is all they need.
NOT_IN_A_REPORT = frozenset({"hero", "lists", "pictures", "figures", "tables", "deciding", "cover", "desk", "paper"})

MAP = "map.css"
"""Only pages with a map have it, and they link it beside the others."""

_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')   # kept to the letter
    | /\*.*?\*/                                     # a comment
    | \s*(?P<tight>[{};,>])\s*                      # nothing depends on space round these
    | (?P<after>[:(])\s+                            # nor behind these; before a colon it parts selectors
    | (?P<space>\s+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Stylesheets in one text.

    `csp_source` lets a page carry the text in a `<style>`; `file_name` changes with the text, so that a browser may
    keep the file for ever. Source: CSP Level 3 §2.3.1, hash-source.
    """

    text: str
    csp_source: str
    file_name: str


def compact(css: str) -> str:
    """Leave out comments and the white space that means nothing; `a + b` in calc() and `a :b` keep theirs."""
    without_comments = _TOKEN.sub(lambda found: " " if found[0].startswith("/*") else found[0], css)
    return _TOKEN.sub(_kept, without_comments).replace(";}", "}").strip()


def bundle(names: tuple[str, ...]) -> Bundle:
    """Read the files `names`, in this order, as one bundle. Raises ValueError where it could end its `<style>`."""
    return _bundled("\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names), "portal")


def _bundled(css: str, name: str) -> Bundle:
    text = compact(css)
    if "<" in text:
        raise ValueError("a stylesheet with a `<` cannot be written into a page")
    digest = hashlib.sha256(text.encode())
    source = f"'sha256-{base64.b64encode(digest.digest()).decode()}'"
    return Bundle(text=text, csp_source=source, file_name=f"{name}.{digest.hexdigest()[:12]}.css")


def _kept(found: re.Match[str]) -> str:
    return found["text"] or found["tight"] or found["after"] or " "


@cache
def map_bundle() -> Bundle:
    """The style of pages with a map, beside the one of every page: Leaflet's own, then ours."""
    theirs = (FOLDER.parent / "vendor" / "leaflet.css").read_text(encoding="utf-8")
    return _bundled(f"{theirs}\n{(FOLDER / MAP).read_text(encoding='utf-8')}", "map")


FULL = bundle(CASCADE)
REPORT = bundle(tuple(name for name in CASCADE if name not in NOT_IN_A_REPORT))
