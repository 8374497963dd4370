"""Babel's formats, each answer remembered: a page shows the same few days and numbers again and again."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import babel
from babel import dates, numbers, units

Number = int | float | Decimal

_LAST_DIGIT = re.compile(r"0(?:\.[0#]+)?")
_REMEMBERED = 4_096
# Above any count of any unit, so that 400 days stay days and do not become a year.
_NEVER = 1e12
_SIZES = ("digital-byte", "digital-kilobyte", "digital-megabyte", "digital-gigabyte")
_MANY = 1_200  # wide enough to see each category of every language that has a rule for it
_STEP = 1_000  # decimal units, as phones and cameras count. Source: IEC 80000-13


@lru_cache(_REMEMBERED)
def date(day: dt.date, style: str, name: str) -> str:
    """Return a date in CLDR's "full" or "long" form."""
    return dates.format_date(day, style, name)


@lru_cache(_REMEMBERED)
def month(day: dt.date, name: str) -> str:
    """Return month and year."""
    return dates.format_skeleton("yMMMM", day, locale=name)


@lru_cache(_REMEMBERED)
def interval(start: dt.date, end: dt.date, name: str) -> str:
    """Return a span of days with months in words, one day where both are the same."""
    if start == end:
        return date(start, "long", name)
    formats = babel.Locale.parse(name).interval_formats
    differing = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    first, last = formats["yMMMMd"][differing] if "yMMMMd" in formats else map(_widened, formats["yMMMd"][differing])
    return dates.format_date(start, first, name) + dates.format_date(end, last, name)


def _widened(pattern: str) -> str:
    """Spell the month out where CLDR has only the short span. Source: UTS #35-4, matching skeletons."""
    return pattern.replace("MMM", "MMMM")


@lru_cache(_REMEMBERED)
def clock(time: dt.time, name: str) -> str:
    """Return hour and minute."""
    return dates.format_time(time, "short", locale=name)


@lru_cache(_REMEMBERED)
def plural_samples(name: str) -> tuple[tuple[str, int], ...]:
    """Return the plural categories that whole numbers have, each with the first number that is of it."""
    category = babel.Locale.parse(name).plural_form
    first: dict[str, int] = {}
    for n in range(_MANY):
        first.setdefault(category(n), n)
    return tuple(first.items())


def date_time(moment: dt.datetime, name: str) -> str:
    """Return full date and time in the language's order; the moment is local already."""
    pattern = str(dates.get_datetime_format("full", name))
    time = clock(moment.time().replace(second=0, microsecond=0), name)
    return pattern.replace("{1}", date(moment.date(), "full", name)).replace("{0}", time)


@lru_cache(_REMEMBERED)
def decimal(value: Number, name: str, digits: str) -> str:
    """Return a number with as many decimals as it has, at most three."""
    return _with_minus(numbers.format_decimal(value, locale=name, numbering_system=digits), name, digits)


@lru_cache(_REMEMBERED)
def fixed(value: Number, decimals: int, name: str, digits: str) -> str:
    """Return a number with exactly so many decimals."""
    pattern = _with_decimals(babel.Locale.parse(name).decimal_formats[None].pattern, decimals)
    return _with_minus(numbers.format_decimal(value, pattern, name, numbering_system=digits), name, digits)


@lru_cache(_REMEMBERED)
def percent(share: Number, decimals: int, name: str, digits: str) -> str:
    """Return a share of one as a percentage."""
    pattern = _with_decimals(babel.Locale.parse(name).percent_formats[None].pattern, decimals)
    return _with_minus(numbers.format_percent(share, pattern, name, numbering_system=digits), name, digits)


def _with_decimals(pattern: str, decimals: int) -> str:
    """Fix the decimals of a CLDR pattern: #,##0.### with two is #,##0.00."""
    return _LAST_DIGIT.sub("0." + "0" * decimals if decimals else "0", pattern, count=1)


@lru_cache(_REMEMBERED)
def currency(amount_cents: int, code: str, name: str, digits: str) -> str:
    """Return an amount of money given in hundredths."""
    text = numbers.format_currency(Decimal(amount_cents) / 100, code, locale=name, numbering_system=digits)
    return _with_minus(text, name, digits)


@lru_cache(_REMEMBERED)
def days(n: int, name: str) -> str:
    """Return a number of days with its word."""
    return dates.format_timedelta(dt.timedelta(days=n), "day", threshold=_NEVER, locale=name)


@lru_cache(_REMEMBERED)
def hours(n: int, name: str) -> str:
    """Return a number of hours with its word."""
    return dates.format_timedelta(dt.timedelta(hours=n), "hour", threshold=_NEVER, locale=name)


def since(delta: dt.timedelta, name: str) -> str:
    """Return how long ago, or ahead where negative, in the largest unit that fits."""
    return dates.format_timedelta(-delta, add_direction=True, locale=name)


@lru_cache(_REMEMBERED)
def distance(metres: Number, name: str, digits: str) -> str:
    """Return metres below one kilometre, then kilometres with one decimal below ten."""
    if round(metres) < _STEP:
        return units.format_unit(round(metres), "length-meter", "short", locale=name, numbering_system=digits)
    km = Decimal(str(metres)) / _STEP
    shown = round(km, 1) if km < 10 else round(km)
    return units.format_unit(shown, "length-kilometer", "short", locale=name, numbering_system=digits)


@lru_cache(_REMEMBERED)
def file_size(size_bytes: int, name: str, digits: str) -> str:
    """Return bytes, kB, MB or GB, with one decimal from MB up."""
    amount, unit = Decimal(size_bytes), _SIZES[0]
    for larger in _SIZES[1:]:
        if round(amount) < _STEP:
            break
        amount, unit = amount / _STEP, larger
    is_large = unit in _SIZES[2:]
    # In words where CLDR's short form is hard to read: Arabic has dotted letters, the others "3 B" or "3 byte".
    in_words = is_large if name == "ar" else unit == _SIZES[0]
    length: Literal["long", "short"] = "long" if in_words else "short"
    shown = round(amount, 1) if is_large else round(amount)
    return units.format_unit(shown, unit, length, locale=name, numbering_system=digits)


def _with_minus(text: str, name: str, digits: str) -> str:
    """Use the language's own minus: in Arabic it carries a mark that keeps it before its number."""
    return text.replace("-", numbers.get_minus_sign_symbol(name, numbering_system=digits)) if "-" in text else text
