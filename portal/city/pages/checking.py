"""What is looked at before a page is shown to everyone: the audit that every page of the portal goes through.

The page is made as its readers will get it and audited whole. A fault blocks; each has a sentence that says how to mend
it, for people who write pages and no HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from i18n.lazy import Lazy, lazy
from i18n.scripts import language_of
from portal.city.pages.markup import texts_in
from portal.city.pages.views import Reading
from portal.web.rendering import render
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at, and how to get it right. `rules` are those of the audit that look at it."""

    name: Lazy
    help: Lazy
    rules: tuple[str, ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """A check that failed, and the words where it did."""

    check: Check
    where: str


ORDER: Final = Check(
    lazy("No level of headings is left out"),
    lazy("Begin a part with # and a part of it with ##. Do not go from # to ###."),
    ("H1.order", "H1.one"),
)
EMPTY_HEADING: Final = Check(
    lazy("Every heading says something"), lazy("Write words behind each #, or take the # away."), ("H1.name", "H2.")
)
TABLE: Final = Check(
    lazy("Every table has a heading above it and names for its columns"),
    lazy("Write a heading with # above the table. Write the names of the columns in its first row."),
    ("H11.",),
)
LINK: Final = Check(
    lazy("Every link says where it leads"),
    lazy("Write [Opening hours of the library](/en/pages/library), not [here](/en/pages/library)."),
    ("H20.words", "H20.name", "H5.in-name"),
)
SAME: Final = Check(
    lazy("Links with the same words lead to the same page"),
    lazy("Give links that lead to different pages different words."),
    ("H20.same",),
)
SCRIPT: Final = Check(
    lazy("Every part is written in its language"),
    lazy("Put what is in another language between a line “::: ar” and a line “:::”."),
    ("H4.", "H3."),
)
UNREAD: Final = Check(
    lazy("Everything that was typed could be read"),
    lazy("Write links as [words](https://…), /…, mailto: or tel:. HTML and pictures are not possible here."),
)
OTHER: Final = Check(
    lazy("The page keeps all other rules of the portal"),
    lazy("Tell whoever runs the portal which rule it is. You cannot mend this one in the text."),
)
LANGUAGE: Final = Check(
    lazy("The text is in the language that you chose"),
    lazy("It looks like another language. If it is right as it is, go on."),
    blocks=False,
)
CHECKS: Final = (ORDER, EMPTY_HEADING, TABLE, LINK, SAME, SCRIPT, UNREAD)
_LEFT_OVER: Final = re.compile(r"!\[|\]\(|</?[a-z][^>]*>", re.IGNORECASE)
_QUOTED: Final = re.compile(r"“(.*?)”")
_SHOWN: Final = 60


def faults(visit: Visit, read: Reading) -> tuple[Fault, ...]:
    """Find what is wrong with a page, before anyone sees it."""
    return tuple(dict.fromkeys((*_audited(visit, read), *_left_over(read), *_language(read))))


def _audited(visit: Visit, read: Reading) -> Iterator[Fault]:
    from accessibility.audit.catalogue import RULES  # noqa: PLC0415 - a portal where nobody writes does without them
    from accessibility.audit.context import Context  # noqa: PLC0415
    from accessibility.audit.page import audit  # noqa: PLC0415

    reader = visit.read_in(read.locale, "pages:show", page=read.name)
    html = bytes(render(reader, "city_pages/show.html", read=read).body).decode()
    facts = Context(
        url=reader.here, language=read.locale.html_lang, direction=read.locale.direction, site="Veu", has_session=True
    )
    for finding in audit(html, context=facts, rules=RULES):
        check = next((each for each in CHECKS if each.rules and finding.rule.startswith(each.rules)), OTHER)
        quoted = _QUOTED.search(finding.message)
        yield Fault(check, (quoted[1] if quoted else "") if check is not OTHER else finding.rule)


def _left_over(read: Reading) -> Iterator[Fault]:
    for text in (read.title, *read.easy, *texts_in(read.parts)):
        if found := _LEFT_OVER.search(text):
            yield Fault(UNREAD, text[max(0, found.start() - _SHOWN // 2) :][:_SHOWN])


def _language(read: Reading) -> Iterator[Fault]:
    likely = language_of("\n".join(texts_in(read.parts)), read.locale)
    if likely and likely != read.locale.html_lang:
        yield Fault(LANGUAGE, read.title)
