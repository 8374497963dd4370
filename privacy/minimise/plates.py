"""Finds number plates in a text by their shape: plates carry no check digits, so units of measure are told apart."""

import re
from collections.abc import Iterator

from privacy.minimise.candidates import Kind, Span, shape

_CONSONANTS = "BCDFGHJKLMNPRSTVWXYZ"
_SIV = "[A-HJ-NP-TV-Z]"
_CYRILLIC = "[АВЕКМНОРСТУХABEKMHOPCTYX]"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = shape(
    rf"(?:[CEHPRSTV][ -]?)?\d{{4}}[ -]?[{_CONSONANTS}]{{3}}"  # Spain since 2000
    rf"|\d{{4}}-?(?!kms|mts|mtr|rpm|mhz|ghz|khz|grs|pts|hrs|kwh|mbps)[{_CONSONANTS.lower()}]{{3}}"
    r"|[A-Z]{1,2}-\d{4}-[A-Z]{1,2}"  # Spain before 2000
    rf"|{_SIV}{{2}}[ -]?\d{{3}}[ -]?{_SIV}{{2}}"  # France since 2009, Italy
    r"|[a-z]{2}-\d{3}-[a-z]{2}"
    r"|[A-Z]{2}\d{2} ?[A-Z]{3}"  # United Kingdom since 2001
    rf"|{_CYRILLIC} ?\d{{3}} ?{_CYRILLIC}{{2}} ?\d{{2,3}}"  # Russia
    rf"|[{_PROVINCES}][A-Z][ .]?[A-HJ-NP-Z0-9]{{5,6}}"  # China
    r"|\d{1,5} ?[-|] ?(?:[A-E]|[أابتجدهوط]) ?[-|] ?\d{1,2}"  # Morocco
    r"|[ء-ي](?: [ء-ي]){1,2} \d{3,4}"  # Egypt
    r"|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}"  # Portugal
)

_ANNOUNCED = re.compile(
    r"(?:(?<![a-zà-ÿ])(?:matr[ií]cul(?:a|ado|ada)|placa|number plate|licen[cs]e plate|immatricul[a-zé]{0,6}|plaque)"
    r"|госномер\w{0,2}|номерн\w{1,4} знак\w{0,3}|车牌号?|لوحة|لوحته|لوحتها)"
    r"(?:[ :.,#№-]|n[.°ºo]|number|número|numéro|es|és|is|est|رقم|رقمها){0,6}"
    r"(?P<plate>(?=[^\n]{0,9}\d)(?:[a-z]{1,3}[ -]?)?\d{3,4}[ -]?[a-z]{1,3}(?:[ -]?\d{2})?)(?![0-9a-z])",
    re.IGNORECASE,
)


def find_plates(text: str) -> Iterator[Span]:
    """Find number plates in a folded text: by their shape, or in older shapes by the word before them."""
    for match in _PLATE.finditer(text):
        yield Span(match.start(), match.end(), Kind.PLATE)
    for match in _ANNOUNCED.finditer(text):
        yield Span(match.start("plate"), match.end("plate"), Kind.PLATE)
