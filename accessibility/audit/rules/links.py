"""H20: a link says where it leads, and the same words lead to the same place."""

from collections.abc import Iterator, Mapping

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.language_tags import primary
from accessibility.audit.names import name
from accessibility.audit.rule import Example, Fault, Rule, page, pages

# Words that say nothing when a screen reader lists the links of a page.
SAYS_NOTHING: Mapping[str, frozenset[str]] = {
    "ar": frozenset({"هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "رابط"}),
    "ca": frozenset({"ací", "aquí", "fes clic ací", "fes clic aquí", "més", "llig més", "llegeix més", "enllaç"}),
    "en": frozenset({"here", "click here", "click", "more", "read more", "learn more", "link", "this", "this page"}),
    "es": frozenset({"aquí", "haz clic aquí", "haga clic aquí", "más", "leer más", "ver más", "enlace"}),
    "fr": frozenset({"ici", "cliquez ici", "plus", "lire plus", "lire la suite", "en savoir plus", "lien"}),
    "ru": frozenset({"здесь", "тут", "нажмите здесь", "нажмите сюда", "ещё", "еще", "подробнее", "читать далее"}),
    "zh": frozenset({"这里", "点击这里", "点此", "此处", "更多", "阅读更多", "链接"}),
}


def link_says_where(document: Document, _: Context) -> Iterator[Fault]:
    """Find links whose words say nothing about their target."""
    for each in document.all("a"):
        if not each.has("href") or not each.is_heard:
            continue
        said = name(each, document).casefold().strip(" .…:»›→")
        if said in SAYS_NOTHING.get(primary(each.language or ""), frozenset()):
            yield each, f"“{said}” does not say where the link leads"


def same_words_same_place(document: Document, _: Context) -> Iterator[Fault]:
    """Find links of one page that say the same and lead to different places."""
    first: dict[tuple[str, str | None], str] = {}
    for each in document.all("a"):
        said = name(each, document)
        if each.has("href") and each.is_heard and said:
            place = first.setdefault((said.casefold(), each.language), each.get("href"))
            if place != each.get("href"):
                yield each, f"“{said}” leads to {place} and to {each.get('href')}"


RULES = (
    Rule(
        id="H20.words",
        applies="Each link that is heard.",
        expects="A link says where it leads.",
        check=link_says_where,
        criteria=("2.4.4",),
        passed=pages('<a href="/en/privacy">Our promise</a>', '<a href="/x">More<span class="vh"> issues</span></a>'),
        failed=(
            *pages('<a href="/x">Click here</a>', '<a href="/x">Read more …</a>'),
            Example(page('<a href="/x">اضغط هنا</a>', html='lang="ar" dir="rtl"')),
        ),
    ),
    Rule(
        id="H20.same",
        applies="Each pair of links of a page with the same words in the same language.",
        expects="The same words lead to the same place.",
        check=same_words_same_place,
        criteria=("2.4.4", "3.2.4"),
        passed=pages(
            '<a href="/1">Change<span class="vh"> the place</span></a><a href="/2">Change<span class="vh"> the photo'
            "</span></a>",
            '<a href="/help">Help</a><a href="/help">Help</a>',
        ),
        failed=pages('<a href="/1">Change</a><a href="/2">Change</a>'),
    ),
)
