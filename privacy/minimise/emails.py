"""Finds e-mail addresses in a text, also those written round the sign: `ana (at) example (dot) org`."""

import re
from collections.abc import Iterator

from privacy.minimise.candidates import Kind, Span

_LETTER = "0-9A-Za-z_\u00c0-\u024f\u0370-\u04ff\u0620-\u064a"  # alphabets that leave spaces between words: not Chinese
_LOCAL = rf"[{_LETTER}.!#$%&'*+/=?^`{{|}}~-]"
_LABEL = rf"[{_LETTER}-]{{1,63}}"
_SAYS = "dot|punto|punt|point|точка|نقطة|点"
_DOT = (
    rf"(?:\.|\s?[(\[{{<]\s?(?:{_SAYS}|\.)\s?[)\]}}>]\s?|\s(?:{_SAYS})\s"
    rf"|\s?-(?:{_SAYS})-\s?|\s?\*(?:{_SAYS})\*\s?|_(?:{_SAYS})_)"
)
_DOMAIN = rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,6}}{_DOT}(?:xn--)?(?![0-9_-])[{_LETTER}-]{{2,62}}"
_WRITTEN = re.compile(rf"(?<!{_LOCAL}){_LOCAL}{{1,200}}@{_DOMAIN}", re.IGNORECASE)
_SPOKEN_AT = re.compile(
    r"[(\[{<]\s?(?:at|a|arroba|arobase|chez|собака|آت|@)\s?[)\]}>]|(?<=\s)(?:arroba|arobase|собака)(?=\s)"
    r"|(?<=[0-9a-z])(?:\s?-(?:at|arroba)-\s?|\s?\*(?:at|arroba)\*\s?|_(?:at|arroba)_)(?=[0-9a-z])",
    re.IGNORECASE,
)
_ENDINGS = (
    r"(?:com|org|net|edu|gov|info|eu|es|cat|gal|eus|ad|fr|uk|de|it|pt|ma|eg|ru|рф|cn|ch|be|nl|us|ca|mx|ar|co|br|io|me)"
    rf"(?![{_LETTER}-])"
)
_GAP, _SAID = r"\s{0,3}", r"\sdot\s"  # bare words of other languages are words: "at this point it"
_PROVIDERS = "gmail|googlemail|hotmail|outlook|yahoo|icloud|protonmail|telefonica|yandex|wanadoo|laposte"
_SPACED = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}{_GAP}@{_GAP}{_LABEL}(?:{_GAP}\.{_GAP}{_LABEL}){{0,4}}{_GAP}[.,，]{_GAP}{_ENDINGS}"
    rf"|(?<!{_LOCAL}){_LOCAL}{{1,64}}\sat\s{_LABEL}(?:{_SAID}{_LABEL}){{0,3}}{_SAID}{_ENDINGS}"
    rf"|(?<!{_LOCAL}){_LOCAL}{{1,64}}\s(?:at|en|chez|a)\s(?:{_PROVIDERS})(?:\s?\.\s?|\s(?:{_SAYS})\s|\s){_ENDINGS}"
    rf"|(?<!{_LOCAL})(?:[0-9a-z.] ){{2,40}}@(?: [0-9a-z.]){{4,60}}(?!{_LOCAL})",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(rf"\sdot\s|\s(?:{_PROVIDERS})(?:\W|$)", re.IGNORECASE)
_BACKWARDS = re.compile(rf"\s?{_LOCAL}{{1,64}}")
_AHEAD = re.compile(rf"\s?{_DOMAIN}", re.IGNORECASE)


def find_emails(text: str) -> Iterator[Span]:
    """Find every e-mail address in a folded text."""
    if "@" in text or _SAYS_SO.search(text):  # most texts have neither, and looking closer takes time
        for match in (*_WRITTEN.finditer(text), *_SPACED.finditer(text)):
            yield Span(match.start(), match.end(), Kind.EMAIL)
    for at in _SPOKEN_AT.finditer(text):
        local = _BACKWARDS.match(text[max(0, at.start() - 65) : at.start()][::-1])
        domain = _AHEAD.match(text, at.end())
        if local and domain:
            yield Span(at.start() - local.end(), domain.end(), Kind.EMAIL)
