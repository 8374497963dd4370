"""Finds telephone numbers: those valid in the city's regions, those of an unmistakable shape, and those announced.

Dates, coordinates and network addresses are written with the same digits and signs, so they are put aside first.
"""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from privacy.minimise.candidates import AFTER, Kind, Span, shape

MIN_DIGITS, MIN_ANNOUNCED_DIGITS = 7, 6
MOST_CHARACTERS, MOST_TRIES = 400, 30
_EXTENSION = r"(?:x\d{1,5})?"
_TOUCHING = "|".join(
    f"(?<={word})" for word in ("tel", "tlf", "telf", "tfno", "phone", "fax", "movil", "móvil", "mòbil")
)
_RUN = re.compile(rf"(?:(?<![0-9A-Za-z+])|{_TOUCHING})[+(]?\d[\d ().\-/]{{4,200}}\d{_EXTENSION}{AFTER}", re.IGNORECASE)
_BY_COMMAS = re.compile(  # nine digits, and no sum of money
    r"(?<![\d.,€$£])(?<![€$£] )(?:\d{3},\d{3},\d{3}|\d{3}(?:,\d{2}){3})"
    r"(?![\d%€$£]|[.,]\d| ?(?:€|\$|£|eur|usd|dol|mil))",
    re.IGNORECASE,
)
_UNMISTAKABLE = shape(
    r"(?:\+\d(?:[ ().\-/]{0,3}\d){7,14}"  # a plus sign and enough digits
    r"|\(\d{2,4}\) ?\d{3,4}[ .-]?\d{2,4}(?:[ .-]\d{2,4})?"  # an area code in brackets
    r"|\d{3}[.-]\d{3}[.-]\d{4}"  # the way of North America
    r"|\d{2}(?P<pairs>[ .-])\d{2}(?:(?P=pairs)\d{2}){2,3}"
    r"|\d{3}(?P<threes>[ .-])\d{3}(?P=threes)\d{3}"
    rf"|0\d{{1,4}}[ /-]\d{{6,8}}|0\d{{1,4}}(?P<gap>[ .-])\d{{2,4}}(?:(?P=gap)\d{{2,4}}){{1,3}}){_EXTENSION}"
)
_ANNOUNCED = re.compile(
    r"(?:(?<![A-Za-z\u00c0-\u024f])"  # no hotel, and no cartel
    r"(?:tel|tél|tlf|tfno|phone|mobile|móvil|movil|mòbil|call|whatsapp|fax|llám|llam|truc|trúc|appel)"
    r"|тел|звон|моб|电话|手机|هاتف|جوال|اتصل)"
    r"[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_BROKEN = re.compile(rf"(?<![0-9A-Za-z+\n])[+(]?\d[\d ().\-/]{{0,15}}\n[\d ().\-/]{{0,15}}\d{AFTER}(?!\n\d)")
_LOOK_BACK = 30
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NO_PHONE = re.compile(
    rf"(?<![\d./+])(?:(?:19|20)\d{{2}}-{_MONTH}-{_DAY}(?: \d{{2}})?"  # a date, and the hour after it
    rf"|{_DAY}(?P<sign>[./-]){_MONTH}(?P=sign)(?:19|20)?\d{{2}}"
    r"|(?:19|20)\d{2}[/-]\d{1,7}(?:/\d{1,4})?"  # the number of a file
    rf"|{_OCTET}(?:\.{_OCTET}){{3}}|\d{{1,3}}\.\d{{5,9}})(?![./-]?\d)"
)


def find_phones(text: str, regions: tuple[str, ...]) -> Iterator[Span]:
    """Find telephone numbers in a folded text. Regions are ISO 3166 codes, the likeliest first."""
    if "," in text:
        text = _BY_COMMAS.sub(lambda match: match.group().replace(",", "-"), text)
    asked = 0
    for run in _RUN.finditer(text):
        asked += run.end() - run.start()
        if asked > MOST_CHARACTERS:
            yield Span(*run.span(), Kind.PHONE)
        else:
            yield from _in_run(text, *run.span(), regions=regions)


def find_broken_phones(text: str, regions: tuple[str, ...]) -> Iterator[Span]:
    """Find telephone numbers that go on in the next line: valid ones of the likeliest region, and nothing less sure."""
    for broken in _BROKEN.finditer(text):
        run = broken.group().replace("\n", " ")
        for start, end in _valid(run, regions[:1]):
            if start < broken.group().index("\n") < end:
                yield Span(broken.start() + start, broken.start() + end, Kind.PHONE)


def _in_run(text: str, start: int, end: int, *, regions: tuple[str, ...]) -> Iterator[Span]:
    run = _NO_PHONE.sub(lambda match: "_" * len(match.group()), text[start:end])
    digits = sum(map(str.isdigit, run))
    if digits >= MIN_ANNOUNCED_DIGITS and _ANNOUNCED.search(text, max(0, start - _LOOK_BACK), start):
        yield Span(start, end, Kind.PHONE)
    elif digits >= MIN_DIGITS:
        for first, last in (*_unmistakable(run), *_valid(run, regions)):
            found = run[first:last]
            opened = found.startswith("(") and found.count("(") > found.count(")")  # the sentence's own bracket
            yield Span(start + first + opened, start + last, Kind.PHONE)


def _unmistakable(run: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _UNMISTAKABLE.finditer(run))


def _valid(run: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Ask the regions in turn; the first that knows a number in the run decides."""
    for region in regions:
        matches = tuple(PhoneNumberMatcher(run, region, leniency=Leniency.VALID, max_tries=MOST_TRIES))
        yield from ((match.start, match.end) for match in matches)
        if matches:
            return
