"""What a first page says about figures: the newest number in words, and what the year's privacy has cost so far."""

from dataclasses import dataclass
from datetime import tzinfo

from sqlmodel import Session

from i18n.locales import Locale
from i18n.translator import translator
from portal.ground import clock
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.ledger.spending import spent_epsilon
from portal.understand.figures.pages.choices import words
from portal.understand.figures.queries import newest_total
from privacy.dp.estimates import shown_at_least_zero
from privacy.dp.weeks import local_day, week_of, year_of


@dataclass(frozen=True, slots=True)
class FrontFigure:
    """The newest city-wide number of voices, with its range and its period in words."""

    value: int
    low: int
    high: int
    period: str
    reference: str
    is_anonymous: bool  # else, reports without an account are not in it


def newest_figure(session: Session, locale: Locale) -> FrontFigure | None:
    """Give the newest figure in a language: signed-in residents', or anonymous voices where an import has no others.

    None before the first release.
    """
    needs, anonymous = (newest_total(session, statistic=each.name) for each in (NEEDS, ANONYMOUS))
    both = filter(None, (needs, anonymous))
    found = max(both, key=lambda each: each.period.end, default=None)  # the first of two of one week
    if found is None:
        return None
    reading = found.reading
    value, low, high = (shown_at_least_zero(each) for each in (reading.value, reading.low, reading.high))
    period, is_anonymous = words(found.period, translator(locale).formats), found is anonymous
    return FrontFigure(value, low, high, period, found.reference, is_anonymous)


def spent_this_year(session: Session, zone: tzinfo) -> float:
    """Give the epsilon that a signed-in resident has lost at most in the present budget year."""
    return spent_epsilon(session, year_of(week_of(local_day(clock.now(), zone))))
