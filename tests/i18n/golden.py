"""Forty values in seven languages: `python -m tests.i18n.golden` writes the file that people have read line by line."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from i18n.formatting import Formats
from i18n.locales import SHIPPED

GOLDEN = Path(__file__).with_name("golden.txt")

MONDAY = dt.date(2027, 5, 3)
AFTERNOON = dt.datetime(2027, 5, 3, 12, 5, 59, tzinfo=dt.UTC)

VALUES: tuple[tuple[str, Callable[[Formats], str]], ...] = (
    ("date 2027-05-03", lambda f: f.date(MONDAY)),
    ("date 2028-02-29", lambda f: f.date(dt.date(2028, 2, 29))),
    ("date_medium 2027-05-03", lambda f: f.date_medium(MONDAY)),
    ("date_medium 2027-08-01", lambda f: f.date_medium(dt.date(2027, 8, 1))),
    ("month 2027-05", lambda f: f.month(MONDAY)),
    ("month 2027-10", lambda f: f.month(dt.date(2027, 10, 1))),
    ("date_range one day", lambda f: f.date_range(MONDAY, MONDAY)),
    ("date_range in a month", lambda f: f.date_range(MONDAY, dt.date(2027, 5, 9))),
    ("date_range in a year", lambda f: f.date_range(MONDAY, dt.date(2027, 6, 9))),
    ("date_range over years", lambda f: f.date_range(dt.date(2027, 12, 27), dt.date(2028, 1, 2))),
    ("time 12:05:59 UTC", lambda f: f.time(AFTERNOON)),
    ("date_time 12:05:59 UTC", lambda f: f.date_time(AFTERNOON)),
    ("decimal 0", lambda f: f.decimal(0)),
    ("decimal 999", lambda f: f.decimal(999)),
    ("decimal 1234.5", lambda f: f.decimal(1234.5)),
    ("decimal 1234567", lambda f: f.decimal(1_234_567)),
    ("decimal -42", lambda f: f.decimal(-42)),
    ("decimal 0.5, 2 decimals", lambda f: f.decimal(Decimal("0.5"), 2)),
    ("percent 0.123", lambda f: f.percent(0.123)),
    ("percent 0.1234, 1 decimal", lambda f: f.percent(0.1234, 1)),
    ("percent 1", lambda f: f.percent(1)),
    ("currency 123456700 cents", lambda f: f.currency(123_456_700)),
    ("currency 5 cents", lambda f: f.currency(5)),
    ("currency -150000 cents", lambda f: f.currency(-150_000)),
    ("ordinal 1", lambda f: f.ordinal(1)),
    ("ordinal 2", lambda f: f.ordinal(2)),
    ("ordinal 5", lambda f: f.ordinal(5)),
    ("ordinal 11", lambda f: f.ordinal(11)),
    ("ordinal 23", lambda f: f.ordinal(23)),
    ("days 1", lambda f: f.days(1)),
    ("days 2", lambda f: f.days(2)),
    ("days 45", lambda f: f.days(45)),
    ("hours 72", lambda f: f.hours(72)),
    ("since 3 days", lambda f: f.since(dt.timedelta(days=3))),
    ("since -2 hours", lambda f: f.since(dt.timedelta(hours=-2))),
    ("distance 350 m", lambda f: f.distance(350)),
    ("distance 2460 m", lambda f: f.distance(2_460)),
    ("file_size 12 kB", lambda f: f.file_size(12_345)),
    ("file_size 1.2 MB", lambda f: f.file_size(1_234_567)),
    ("joined with or", lambda f: f.joined(("Benimaclet", "Patraix", "Russafa"), "or")),
)


def visible(text: str) -> str:
    """Write what no eye sees as an escape: hard spaces and direction marks."""
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def lines() -> tuple[str, ...]:
    """Return all lines of the golden file."""
    return tuple(
        f"{locale.tag} | {name} | {visible(value(Formats(locale)))}" for name, value in VALUES for locale in SHIPPED
    )


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(lines()) + "\n", "utf-8")
