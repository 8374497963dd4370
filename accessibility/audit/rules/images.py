"""H10, second half: how images and drawings are written."""

import re
from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.names import name
from accessibility.audit.rule import Fault, Rule, pages
from accessibility.audit.vocabulary import words

FILE_NAME = re.compile(r"^\S+\.(jpe?g|png|gif|svg|webp|avif|heic)$", re.IGNORECASE)
DRAWING_ROLES = words("img graphics-document graphics-symbol")


def image_has_alt(document: Document, _: Context) -> Iterator[Fault]:
    """Find images without an alt attribute, and those whose text is a file name."""
    for each in document.all("img"):
        if not each.has("alt"):
            yield each, f"the image {each.get('src')} has no alt attribute"
        elif FILE_NAME.match(each.get("alt").strip()):
            yield each, f"“{each.get('alt')}” is the name of a file, not what the image shows"


def drawing_is_hidden_or_named(document: Document, _: Context) -> Iterator[Fault]:
    """Find drawings that are neither hidden from screen readers nor images with a name."""
    for each in document.all("svg"):
        if each.is_heard and (each.get("role") != "img" or not name(each, document)):
            yield each, 'a drawing is neither aria-hidden="true" nor role="img" with a name'


def drawn_part_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find parts of drawings that have a role and no name."""
    for each in document.elements:
        is_drawn = each.tag == "svg" or each.tag.startswith("svg:")
        if is_drawn and each.get("role") in DRAWING_ROLES and each.is_heard and not name(each, document):
            yield each, f"a drawing with the role {each.get('role')} has no name"


RULES = (
    Rule(
        id="H10.alt",
        applies="Each img.",
        expects="Every image has an alt attribute that is no file name.",
        check=image_has_alt,
        criteria=("1.1.1", "1.4.5"),
        passed=pages('<img src="/p" alt="Five tiles are missing.">', '<img src="/p" alt="">'),
        failed=pages('<img src="/p" title="Tiles">', '<img src="/p" alt="IMG_2041.jpg">'),
    ),
    Rule(
        id="H10.svg",
        applies="Each drawing that is heard.",
        expects="A drawing is hidden from screen readers, or is an image with a name.",
        check=drawing_is_hidden_or_named,
        criteria=("1.1.1",),
        passed=pages(
            '<svg aria-hidden="true"></svg>',
            '<svg role="img" aria-labelledby="t"><title id="t">Map of the districts</title></svg>',
        ),
        failed=pages("<svg></svg>", '<svg role="img"></svg>', "<svg><title>Bin</title></svg>"),
    ),
    Rule(
        id="H10.part",
        applies="Each drawing, and each part of one, with the role of an image.",
        expects="A part of a drawing that has the role of an image has a name.",
        check=drawn_part_has_name,
        criteria=("1.1.1",),
        act=("7d6734",),
        passed=pages('<svg><circle role="img" r="4"><title>Bin</title></circle></svg>'),
        failed=pages('<svg><circle role="img" r="4"></circle></svg>', '<svg role="img"></svg>'),
    ),
)
