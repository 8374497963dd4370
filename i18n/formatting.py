"""Dates, times and numbers as each language writes them, for one city's clock and digits."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel import lists

from i18n import cldr
from i18n.cldr import Number
from i18n.locales import Locale
from i18n.ordinals import ordinal
from i18n.pseudo import marked

EUROPE_MADRID = "Europe/Madrid"

_ARABIC_INDIC = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one locale in one city: `zone` is the city's clock, `numbering_system` its digits.

    `numbering_system` is "latn", or "arab" for Arabic-Indic digits; only Arabic has the choice.
    Dates and moments: a date is taken as it is, an aware datetime in the city's zone, a naive one raises.
    """

    locale: Locale
    numbering_system: str = "latn"
    zone: str = EUROPE_MADRID

    def date(self, moment: dt.date) -> str:
        """Return the full form with the weekday: Monday, 3 May 2027."""
        return self._shown(cldr.date(self._day(moment), "full", self.locale.cldr_name))

    def date_medium(self, moment: dt.date) -> str:
        """Return day, month in words, year: 3 May 2027.

        This is CLDR's long form: its medium form shortens months, and is all digits in Arabic.
        """
        return self._shown(cldr.date(self._day(moment), "long", self.locale.cldr_name))

    def month(self, moment: dt.date) -> str:
        """Return month and year: May 2027."""
        return self._shown(cldr.month(self._day(moment), self.locale.cldr_name))

    def date_range(self, start: dt.date, end: dt.date) -> str:
        """Return a span of days, both included, without saying twice what they share: 3–9 May 2027."""
        return self._shown(cldr.interval(self._day(start), self._day(end), self.locale.cldr_name))

    def time(self, moment: dt.datetime) -> str:
        """Return hour and minute: 14:05."""
        time = self._local(moment).time().replace(second=0, microsecond=0)
        return self._shown(cldr.clock(time, self.locale.cldr_name))

    def date_time(self, moment: dt.datetime) -> str:
        """Return full date and time in the language's own order."""
        return self._shown(cldr.date_time(self._local(moment), self.locale.cldr_name))

    def number(self, value: Number) -> str:
        """Return a number for use inside a sentence: 1,234.5."""
        if value.__class__ is int and 0 <= value < 1_000 and self._digits == "latn":
            return str(value)  # no locale of ours groups or rewrites three digits
        return self._with_digits(cldr.decimal(value, self.locale.cldr_name, self._digits))

    def decimal(self, value: Number, decimals: int | None = None) -> str:
        """Return a number that stands alone; `decimals` fixes the digits after the point."""
        if decimals is None:
            return self._marked(self.number(value))
        return self._shown(cldr.fixed(value, decimals, self.locale.cldr_name, self._digits))

    def percent(self, share: Number, decimals: int = 0) -> str:
        """Return a share of one as a percentage: 0.123 is 12%."""
        return self._shown(cldr.percent(share, decimals, self.locale.cldr_name, self._digits))

    def currency(self, amount_cents: int, code: str = "EUR") -> str:
        """Return an amount of money; Arabic keeps its U+200F in front, which sets the order of the parts."""
        return self._shown(cldr.currency(amount_cents, code, self.locale.cldr_name, self._digits))

    def ordinal(self, n: int) -> str:
        """Return a rank, as in "between 2nd and 5th place"; see ordinals.py for gender."""
        return self._shown(ordinal(n, self.locale.cldr.language))

    def days(self, n: int) -> str:
        """Return a number of days with its word: 3 days."""
        return self._shown(cldr.days(n, self.locale.cldr_name))

    def hours(self, n: int) -> str:
        """Return a number of hours with its word: 72 hours."""
        return self._shown(cldr.hours(n, self.locale.cldr_name))

    def since(self, delta: dt.timedelta) -> str:
        """Return how long ago, or ahead where negative: 3 days ago. Only beside an absolute date."""
        return self._shown(cldr.since(delta, self.locale.cldr_name))

    def distance(self, metres: Number) -> str:
        """Return a distance: metres below one kilometre, then kilometres."""
        return self._shown(cldr.distance(metres, self.locale.cldr_name, self._digits))

    def file_size(self, size_bytes: int) -> str:
        """Return the size of a file in decimal units: 1.2 MB."""
        return self._shown(cldr.file_size(size_bytes, self.locale.cldr_name, self._digits))

    def joined(self, items: tuple[str, ...], style: str = "standard") -> str:
        """Join items with "and", or with "or" where `style` says so; the translator's `listing` isolates them."""
        return lists.format_list(items, "or" if style == "or" else "standard", self.locale.cldr_name)

    @property
    def plural_samples(self) -> tuple[tuple[str, int], ...]:
        """Give the names of the plural forms that a browser asks for, each with a number that takes it."""
        return cldr.plural_samples(self.locale.cldr_name)

    @property
    def _digits(self) -> str:
        return "arab" if self.numbering_system == "arab" and self.locale.tag == "ar" else "latn"

    def _shown(self, text: str) -> str:
        return self._marked(self._with_digits(text))

    def _with_digits(self, text: str) -> str:
        """Write the city's digits: of a numbering system, Babel knows the separators only."""
        return text.translate(_ARABIC_INDIC) if self._digits == "arab" else text

    def _marked(self, text: str) -> str:
        return marked(text) if self.locale.marker else text

    def _local(self, moment: dt.datetime) -> dt.datetime:
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(ZoneInfo(self.zone))

    def _day(self, moment: dt.date) -> dt.date:
        return self._local(moment).date() if isinstance(moment, dt.datetime) else moment
