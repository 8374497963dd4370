"""Finds numbers that name one person: national ids, documents, bank accounts and cards, by shape and check digits.

Adding a scheme is one row. A scheme with a weak check (one digit, or none) must be grouped the way people write it; a
bare run of digits is enough only where a date, a place or two check digits speak for it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from stdnum import iban, luhn
from stdnum.ad import nrt
from stdnum.ar import cuit
from stdnum.br import cpf
from stdnum.cn import ric
from stdnum.de import idnr
from stdnum.es import ccc, nif
from stdnum.fr import nif as spi
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.pt import cc
from stdnum.ro import cnp
from stdnum.ru import inn

from privacy.minimise.candidates import AFTER, BEFORE, Kind, Scheme, Span, shape, whole

MOST_STARTS = 200
_BETWEEN = re.compile(r"[ .-]")
_NUMBER_AHEAD = rf"{BEFORE}(?=[A-Za-z]{{0,6}}[ -]?\d)"
_START = re.compile(rf"{_NUMBER_AHEAD}(?=[0-9A-Za-z](?:[ .-]?[0-9A-Za-z]){{5}})")
_LISTED = re.compile(rf"{_NUMBER_AHEAD}[0-9A-Za-z](?:[ .-]?[0-9A-Za-z]){{5,33}}{AFTER}")


def find_identifiers(text: str) -> Iterator[Span]:
    """Find national ids, documents, accounts and cards in a folded text."""
    for count, start in enumerate(_START.finditer(text)):
        if count == MOST_STARTS:
            yield from (Span(*listed.span(), Kind.NATIONAL_ID) for listed in _LISTED.finditer(text, start.start()))
            return
        yield from _schemes_at(text, start.start())


def _schemes_at(text: str, at: int) -> Iterator[Span]:
    """Ask every scheme whether one of its numbers begins here."""
    for scheme in SCHEMES:
        match = scheme.shape.match(text, at)
        length = scheme.measure(match.group()) if match else 0
        if length:
            yield Span(at, at + length, scheme.kind)
    if _ANNOUNCED.search(text, max(0, at - _LOOK_BACK), at) and (document := _DOCUMENT.match(text, at)):
        yield Span(at, document.end(), Kind.NATIONAL_ID)


def is_chinese_id(number: str) -> bool:
    """Check a Chinese resident number: place, date of birth, check digit."""
    try:
        return bool(ric.is_valid(number))
    except KeyError:  # python-stdnum 2.2 knows provinces that are no county
        return False


def is_snils(number: str) -> bool:
    """Check a Russian insurance number: nine digits and the two that follow from them.

    Source: Resolution of the Pension Fund of Russia of 31 July 2006, No. 192p, annex 1.
    """
    digits = [int(digit) for digit in _BETWEEN.sub("", number)]
    weighted = sum(weight * digit for weight, digit in zip(range(9, 0, -1), digits[:9], strict=True))
    return weighted % 101 % 100 == 10 * digits[9] + digits[10]


def is_egyptian_id(number: str) -> bool:
    """Check an Egyptian national number by what it says: century and date of birth, governorate (1 to 35, or 88)."""
    try:
        date(1700 + 100 * int(number[0]) + int(number[1:3]), int(number[3:5]), int(number[5:7]))
    except ValueError:
        return False
    return 1 <= int(number[7:9]) <= 35 or number[7:9] == "88"


def _compact(valid: Callable[[str], bool]) -> Callable[[str], int]:
    """Ask about a number without its dots, dashes and spaces, in capitals."""
    return whole(lambda number: valid(_BETWEEN.sub("", number).upper()))


def _iban_length(candidate: str) -> int:
    """Measure how much of a candidate is an account number: words may follow it with only a space between."""
    ends = [len(candidate), *(gap.start() for gap in reversed(tuple(_BETWEEN.finditer(candidate))))]
    return next((end for end in ends if iban.is_valid(candidate[:end])), 0)


_ANY_CASE = re.IGNORECASE
_CARD = (
    r"(?:[3-6]\d|2[2-7])\d{11,17}|(?:1800|2131)\d{11}|[56]\d{11}"
    r"|[2-6]\d{3}(?P<gap>[ .-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{3})?|3\d{3}[ -]\d{6}[ -]\d{4,5}"
    r"|[2-6](?:(?P<each>[ .-])\d)(?:(?P=each)\d){11,17}"
)
_DNI = r"(?:\d{8}|\d{2}(?P<gap>[ .-])\d{3}(?P=gap)\d{3}|\d(?P<each>[ .-])(?:\d(?P=each)){6}\d)[ .-]?[A-Z]"
_NINO = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
_LOOK_BACK = 30
_ANNOUNCED = re.compile(  # the word before it says what the number is
    r"(?:dni|nie|nif|cnie|cin|utr|passe?port|passaport|pasaporte|паспорт\w{0,2}|护照|身份证|جواز السفر|بطاقة التعريف"
    r"|رقم الهوية|الرقم القومي|الرقم الوطني|البطاقة الوطنية)"
    r"(?:[ :.,#№-]|n[.°ºo]|num[.]|number|número|numéro|серия|номер|号码?|号|رقم){1,8}$",
    _ANY_CASE,
)
_DOCUMENT = re.compile(rf"[A-Z]{{0,3}}[ -]?\d(?:[ .-]?\d){{4,19}}[A-Z]?{AFTER}", _ANY_CASE)


def _national(pattern: str, measure: Callable[[str], int] = len, flags: int = 0) -> Scheme:
    return Scheme(Kind.NATIONAL_ID, shape(pattern, flags), measure)


SCHEMES = (
    Scheme(Kind.IBAN, shape(r"[A-Z]{2}[ -]?\d{2}(?:[ -]?[A-Z0-9]){11,30}", _ANY_CASE), _iban_length),
    Scheme(Kind.IBAN, shape(r"\d{4}[ -]?\d{4}[ -]?\d{2}[ -]?\d{10}"), whole(ccc.is_valid)),  # Spain, before IBAN
    Scheme(Kind.CARD, shape(_CARD), _compact(luhn.is_valid)),
    _national(r"[EF]-?\d{6}-?[A-Z]", whole(nrt.is_valid), _ANY_CASE),  # Andorra
    _national(r"\d{2}-\d{8}-\d", whole(cuit.is_valid)),  # Argentina
    _national(r"\d{3}\.\d{3}\.\d{3}-\d{2}", whole(cpf.is_valid)),  # Brazil
    _national(r"\d{6} ?\d{8} ?\d{3}[\dX]", _compact(is_chinese_id), _ANY_CASE),  # China
    _national(r"\d{11}|\d{2} \d{3} \d{3} \d{3}", whole(idnr.is_valid)),  # Germany
    _national(r"[23]\d{13}", whole(is_egyptian_id)),
    _national(r"\d{3}-\d{3}-\d{3}"),  # Egypt, tax
    _national(r"784-?\d{4}-?\d{7}-?\d", _compact(luhn.is_valid)),  # Emirates
    _national(_DNI, _compact(nif.is_valid), _ANY_CASE),  # Spain
    _national(r"[KLMXYZ][ -]?\d{7}[ -]?[A-Z]", _compact(nif.is_valid), _ANY_CASE),
    _national(r"[123478] ?\d\d ?\d\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d", whole(nir.is_valid), _ANY_CASE),  # France
    _national(r"[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}", whole(spi.is_valid)),
    _national(r"\d{3}[ -]?\d{3}[ -]?\d{4}", whole(nhs.is_valid)),  # United Kingdom
    _national(_NINO, len, _ANY_CASE),
    _national(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]", whole(codicefiscale.is_valid), _ANY_CASE),  # Italy
    _national(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d", whole(curp.is_valid), _ANY_CASE),  # Mexico
    _national(r"\d{8} ?\d ?[A-Z0-9]{2}\d", whole(cc.is_valid), _ANY_CASE),  # Portugal
    _national(r"[1-8]\d{12}", whole(cnp.is_valid)),  # Romania
    _national(r"\d{12}", whole(inn.is_valid)),  # Russia, tax
    _national(r"\d{3}-?\d{3}-?\d{3}[ -]?\d{2}", whole(is_snils)),
    _national(r"\d{3}-\d{2}-\d{4}"),  # United States
)
