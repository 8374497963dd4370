"""Finds number plates in a text by their shape: plates carry no check digits, so units of measure are told apart."""

from collections.abc import Iterator

from privacy.minimise.candidates import Kind, Span, shape

_CONSONANTS = "BCDFGHJKLMNPRSTVWXYZ"
_SIV = "[A-HJ-NP-TV-Z]"
_CYRILLIC = "[АВЕКМНОРСТУХABEKMHOPCTYX]"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = shape(
    rf"\d{{4}}[ -]?[{_CONSONANTS}]{{3}}"  # Spain since 2000
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


def find_plates(text: str) -> Iterator[Span]:
    """Find number plates in a folded text."""
    return (Span(match.start(), match.end(), Kind.PLATE) for match in _PLATE.finditer(text))
