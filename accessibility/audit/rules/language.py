"""H3 and H17: the language of the page, of its parts, and of the links to other languages."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.language_tags import is_language_tag, primary
from accessibility.audit.names import name
from accessibility.audit.rule import Example, Fault, Rule, page, pages


def page_has_language(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages that do not say their language."""
    if not document.root.get("lang").strip():
        yield document.root, "the page does not say its language (html lang)"


def page_language_is_known(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages whose language does not exist."""
    tag = document.root.get("lang").strip()
    if tag and not is_language_tag(tag):
        yield document.root, f"“{tag}” is no language"


def page_language_is_expected(document: Document, context: Context) -> Iterator[Fault]:
    """Find pages whose language or direction is not that of their address."""
    for attribute, wanted in (("lang", context.language), ("dir", context.direction)):
        found = document.root.get(attribute)
        if wanted is not None and found != wanted:
            yield document.root, f"the page at {context.url} has {attribute}=“{found}”, not “{wanted}”"
    if not document.root.has("dir"):
        yield document.root, "the page does not say its direction (html dir)"


def part_language_is_known(document: Document, _: Context) -> Iterator[Fault]:
    """Find parts with text in a language that does not exist; an empty lang says "not known" and is right."""
    for each in document.elements:
        tag = each.get("lang")
        if tag and each.tag != "html" and not is_language_tag(tag) and _speaks(each, each, document):
            yield each, f"“{tag}” is no language"


def _speaks(element: Element, owner: Element, document: Document) -> bool:
    """Say whether some text that somebody can perceive is in the language of its owner."""
    if element.is_hidden or (element is not owner and element.has("lang")):
        return False
    if element.tag == "img" and name(element, document):
        return True
    return any(
        child.strip() if isinstance(child, str) else _speaks(child, owner, document) for child in element.children
    )


def language_link_is_whole(document: Document, _: Context) -> Iterator[Fault]:
    """Find links to another language that do not say which, in which direction, or that disagree with themselves."""
    for each in document.all("a"):
        if not each.has("hreflang"):
            continue
        missing = [attribute for attribute in ("lang", "dir") if not each.get(attribute)]
        if missing:
            yield each, f"the language link “{each.text}” has no {' and no '.join(missing)}"
        elif primary(each.get("lang")) != primary(each.get("hreflang")):
            yield each, f"the link “{each.text}” is in {each.get('lang')} and leads to {each.get('hreflang')}"


FRENCH = Context(language="fr", direction="ltr", url="/fr/issues")

RULES = (
    Rule(
        id="H3.lang",
        applies="The root of each whole page.",
        expects="The page says its language.",
        check=page_has_language,
        criteria=("3.1.1",),
        act=("b5c3f8",),
        is_of_pages=True,
        passed=(Example(page("", html='lang="ca-valencia" dir="ltr"')),),
        failed=(Example(page("", html="")), Example(page("", html='lang=" "'))),
    ),
    Rule(
        id="H3.known",
        applies="The lang of the root that is not empty.",
        expects="The language of the page exists.",
        check=page_language_is_known,
        criteria=("3.1.1",),
        act=("bf051a",),
        is_of_pages=True,
        passed=(Example(page("", html='lang="zh-Hans" dir="ltr"')), Example(page("", html='lang="ca-valencia"'))),
        failed=(Example(page("", html='lang="english"')), Example(page("", html='lang="spa"'))),
    ),
    Rule(
        id="H3.locale",
        applies="The root of each page whose address names a language.",
        expects="Language and direction are those of the address.",
        check=page_language_is_expected,
        criteria=("3.1.1",),
        is_of_pages=True,
        passed=(Example(page("", html='lang="fr" dir="ltr"'), FRENCH),),
        failed=(
            Example(page("", html='lang="en" dir="ltr"'), FRENCH),
            Example(page("", html='lang="fr" dir="rtl"'), FRENCH),
            Example(page("", html='lang="fr"')),
        ),
    ),
    Rule(
        id="H4.lang",
        applies="Each element in the page with a lang that is not empty, and with text.",
        expects="The language of each part exists.",
        check=part_language_is_known,
        criteria=("3.1.2",),
        act=("de46e4",),
        passed=pages('<p lang="ca">Carrer de la Pau</p>', '<p lang="">???</p>', '<p lang="xx" hidden>Text</p>'),
        failed=pages('<p lang="dutch">Straat</p>', '<p lang=" ">Straat</p>'),
    ),
    Rule(
        id="H17.link",
        applies="Each link with hreflang.",
        expects="A link to another language has lang, hreflang and dir.",
        check=language_link_is_whole,
        criteria=("3.1.2",),
        passed=pages(
            '<a href="/ar/issues" lang="ar" hreflang="ar" dir="rtl">العربية</a>',
            '<a href="/ca/issues" lang="ca-valencia" hreflang="ca" dir="ltr">Valencià</a>',
        ),
        failed=pages(
            '<a href="/ar/issues" hreflang="ar">العربية</a>',
            '<a href="/ru/issues" lang="fr" hreflang="ru" dir="ltr">Русский</a>',
        ),
    ),
)
