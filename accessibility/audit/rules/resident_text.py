"""H4: what residents wrote keeps its own language and direction, and no text stands in the wrong one."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.language_tags import foreign_script, latin_run, script
from accessibility.audit.rule import Example, Fault, Rule, page, pages
from accessibility.audit.vocabulary import words

INLINE = words("a abbr b bdo cite code em i mark q s small span strong sub sup u")
# More Latin words in a row than a name has: a sentence that somebody forgot to translate or to mark.
NAME_WORDS = 4


def resident_text_is_marked(document: Document, _: Context) -> Iterator[Fault]:
    """Find residents' text without lang, without dir="auto", or inline without its own bdi."""
    for each in document.elements:
        if not each.has("data-ugc"):
            continue
        if not each.has("lang"):
            yield each, "a resident's text does not say its language (lang, empty if not known)"
        if each.get("dir") != "auto":
            yield each, 'a resident\'s text does not find its own direction (dir="auto")'
        if each.tag in INLINE and each.closest("bdi") is None:
            yield each, "a resident's text inside a sentence is not isolated (bdi)"


def text_is_in_its_language(document: Document, _: Context) -> Iterator[Fault]:
    """Find text whose letters the language around it does not have."""
    for owner, text in document.root.strings():
        language = owner.language
        if not language or not text.strip() or _is_written_down(owner):
            continue
        shown = " ".join(text.split())[:40]
        foreign = foreign_script(text, language)
        if foreign is not None:
            yield owner, f"“{shown}” is {foreign.title()} inside {language}"
        elif script(language) != "LATIN" and latin_run(text) > NAME_WORDS:
            yield owner, f"“{shown}” is Latin inside {language}"


def _is_written_down(element: Element) -> bool:
    """Say whether the text is a sign and not speech: code, a file, a sample."""
    return any(each.tag in {"code", "pre", "kbd", "samp"} for each in element.lineage())


RUSSIAN = 'lang="ru" dir="ltr"'

RULES = (
    Rule(
        id="H4.ugc",
        applies="Each element that holds a resident's text (data-ugc).",
        expects="Text of residents says its language and finds its own direction.",
        check=resident_text_is_marked,
        criteria=("3.1.2", "1.3.2"),
        passed=pages(
            '<p data-ugc lang="fr" dir="auto">Cinq dalles manquent.</p>',
            '<p>“<bdi data-ugc lang="" dir="auto">C++ ???</bdi>”</p>',
        ),
        failed=pages(
            '<p data-ugc dir="auto">Cinq dalles manquent.</p>',
            '<p data-ugc lang="fr">Cinq dalles manquent.</p>',
            '<p>Title: <span data-ugc lang="fr" dir="auto">Dalles</span></p>',
        ),
    ),
    Rule(
        id="H4.script",
        applies="Each text with a language, apart from code, files and samples.",
        expects="Text is written in the script of the language that surrounds it.",
        check=text_is_in_its_language,
        criteria=("3.1.2",),
        passed=(
            *pages("<p>Séquia</p>", '<p lang="ar">الحاوية</p>', "<code>голос</code>", '<p lang="">После дождя</p>'),
            Example(page("<p>Портал Veu, Carrer de la Pau</p>", head="<title>Голос</title>", html=RUSSIAN)),
        ),
        failed=(
            *pages("<p>После дождя</p>", "<p>公园里的树枝</p>"),
            Example(page("<p>This sentence was never translated.</p>", head="<title>Голос</title>", html=RUSSIAN)),
        ),
    ),
)
