"""One translated sentence, taken apart once so that filling it in is a single `%`."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from i18n.bidi import FIRST_STRONG_ISOLATE, POP_ISOLATE
from i18n.placeholders import is_bracket, names, pieces

BDI_START = "<bdi>"
BDI_END = "</bdi>"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its two dresses, for HTML and for plain text, ready to be filled.

    Catalogues hold text, never HTML: what a translator wrote is escaped like anything else.
    """

    text: str
    markup: Markup
    text_template: str
    html_template: str
    names: tuple[tuple[str, bool], ...]  # (placeholder, is it a bracket)


def sentence(translated: str, *sources: str) -> Sentence:
    """Take a translated sentence apart.

    A translation that asks for a value which its sources do not name cannot be filled: the first
    source, plain English, is used instead. The catalogue check finds such translations.
    """
    known = {"n"}.union(*(names(source) for source in sources)) if len(sources) > 1 else names(sources[0])
    if not names(translated) <= known:
        translated = sources[0]
    text, html = [], []
    for before, name in pieces(translated):
        text.append(before.replace("%", "%%"))
        html.append(str(escape(before)).replace("%", "%%"))
        if name is None:
            break
        # Brackets carry their own markup and no words, so there is nothing to isolate.
        slot = f"%({name})s"
        text.append(slot if is_bracket(name) else f"{FIRST_STRONG_ISOLATE}{slot}{POP_ISOLATE}")
        html.append(slot if is_bracket(name) else f"{BDI_START}{slot}{BDI_END}")
    whole = translated.replace("%%", "%")
    found = tuple((name, is_bracket(name)) for name in sorted(names(translated)))
    return Sentence(whole, escape(whole), "".join(text), "".join(html), found)
