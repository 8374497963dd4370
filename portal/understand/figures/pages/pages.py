"""What the pages about figures are made of: gathered from released numbers and public facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from i18n.formatting import Formats
from i18n.lazy import Lazy
from i18n.translator import translator
from portal.city.issues.names import names_of
from portal.city.places.queries import drawing, jurisdiction
from portal.ground.errors import NotFound
from portal.understand.figures import queries
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS, Axis, Statistic, described
from portal.understand.figures.figure import Figure, grouped, total
from portal.understand.figures.kept import KnownShare, share_for
from portal.understand.figures.ledger.spending import Spending, spending
from portal.understand.figures.pages import choices
from portal.understand.figures.pages.naming import names_in
from portal.understand.figures.pages.shown_numbers import (
    Number,
    Row,
    finding_of,
    largest_first,
    marked,
    number_of,
    rows_of,
)
from portal.understand.figures.pages.view import PlaceView, view_of
from portal.understand.figures.releasing import timetable
from portal.web.visit import Visit
from privacy.dp.estimates import Scaled
from privacy.dp.explain import expected_half_width
from privacy.dp.periods import Period, period_named
from privacy.dp.units import NANO
from privacy.dp.weeks import week_of, year_of


@dataclass(frozen=True, slots=True)
class Rescaled:
    """How many voices there may have been, counted or not: an estimate, with the share that it rests on."""

    voices: Scaled
    share: Scaled
    period: Period


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a release, with the names of what it counts."""

    names: tuple[Markup, ...]
    number: Number


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan of a year, as the page says what was bought."""

    title: Lazy
    cadence: str
    epsilon: float
    rho: float
    half_width: int


def index_of(visit: Visit) -> dict[str, Any]:
    """Gather the page of figures for the period that is asked for. Raises NotFound for one that is not offered."""
    session, formats = visit.session, formats_of(visit)
    offered = choices.offered(_released_periods(session))
    period = choices.chosen(visit.request.query_params.get("period", ""), offered)
    spent = spent_of(visit)
    facts: dict[str, Any] = {
        "spent": spent,
        "plans": plans_of(spent),
        "words": lambda each: choices.words(each, formats),
    }
    if period is None:
        if offered or visit.request.query_params.get("period"):
            raise NotFound
        return facts | {"view": None, "anonymous": None, "first_on": first_day(visit)}
    view = _view(visit, NEEDS, period)
    return facts | {
        "view": view,
        "anonymous": _view(visit, ANONYMOUS, period),
        "asked": choices.asks(period, offered, formats),
        "neighbours": choices.neighbours(period, offered),
        "rescaled": rescaled(view, share_for(session, period, start=timetable.start_week(session))) if view else None,
    }


def _released_periods(session: Session) -> tuple[Period, ...]:
    """List what residents' voices were released for, and the weeks before, that were imported with anonymous ones."""
    needs, anonymous = (queries.periods(session, statistic=each.name) for each in (NEEDS, ANONYMOUS))
    began = min((period.first for period in needs), default=None)
    return (*needs, *(period for period in anonymous if began is None or period.end <= began))


def release_of(visit: Visit, reference: str) -> dict[str, Any]:
    """Gather the lasting page of one release. Raises NotFound."""
    figure, statistic = found(visit, reference)
    formats = formats_of(visit)
    rows = _rows_of(visit, statistic, figure)
    return {
        "figure": figure,
        "statistic": statistic,
        "part": _view_of(visit, statistic, figure.period, (figure,)) if len(statistic.axes) == len(Axis) else None,
        "rows": rows,
        "finding_in_words": finding_of(rows),
        "total": number_of(total((figure,))),
        "cells": cells_of(visit, figure, statistic),
        "spent": spending(visit.session, figure.period.year),
        "words": lambda each: choices.words(each, formats),
        "kept_period": period_named(figure.kept.period) if figure.kept else None,
    }


def found(visit: Visit, reference: str) -> tuple[Figure, Statistic]:
    """Find a release and what it answers. Raises NotFound."""
    figure = queries.by_reference(visit.session, reference)
    statistic = described(figure.statistic) if figure else None
    if figure is None or statistic is None:
        raise NotFound
    return figure, statistic


def cells_of(visit: Visit, figure: Figure, statistic: Statistic) -> tuple[Cell, ...]:
    """Name every cell of a release, in its order."""
    names, tag = names_of(visit), visit.locale.tag
    return tuple(
        Cell(tuple(map(marked, names_in(statistic, key, names, tag).values())), number_of(figure.estimate(key)))
        for key in figure.cells
    )


def first_day(visit: Visit) -> date | None:
    """Say when the first figure will appear, before there is any; None where the city has not begun to count."""
    start, today = timetable.start_week(visit.session), today_of(visit)
    if timetable.due(visit.session, today=today):
        return today
    if start is None:
        return None
    year = year_of(start)
    cut = (*timetable.periods(visit.session, NEEDS, year), *timetable.periods(visit.session, NEEDS, year + 1))
    first = next(period for period in cut if period.end > start)
    return max(first.closes_on, today)


def spent_of(visit: Visit) -> Spending | None:
    """Read what this budget year has cost so far; before the year was opened, what the city promises."""
    year = year_of(week_of(today_of(visit)))
    known = spending(visit.session, year)
    if known is not None:
        return known
    city = jurisdiction(visit.session)
    return Spending(year, city.yearly_epsilon, 0.0, 0.0, (), ()) if city else None


def plans_of(spent: Spending | None) -> tuple[PlanLine, ...]:
    """Say what was bought, in the order in which it was."""
    plans = ((bought.plan, described(bought.plan.statistic), bought.price) for bought in (spent.plans if spent else ()))
    return tuple(
        PlanLine(
            statistic.title,
            plan.cadence.value,
            price.nano_epsilon / NANO,
            price.nano_rho / NANO,
            expected_half_width(plan),
        )
        for plan, statistic, price in plans
        if statistic is not None
    )


def rescaled(view: PlaceView, known: KnownShare | None) -> Rescaled | None:
    """Estimate how many voices there were, where the kept share is known."""
    if known is None:
        return None
    period = period_named(known.period)
    is_part = period.first <= view.period.first and view.period.end <= period.end
    return Rescaled(known.kept.rescale(view.whole, part_of_needs=is_part), known.share, period)


def formats_of(visit: Visit) -> Formats:
    """Give the formats of the reader's language in the city's time zone."""
    return translator(visit.locale, zone=visit.site.settings.time_zone).formats


def today_of(visit: Visit) -> date:
    """Say which day it is in the city."""
    return visit.today


def _view(visit: Visit, statistic: Statistic, period: Period) -> PlaceView | None:
    figures = queries.by_weeks(visit.session, statistic=statistic.name, weeks=period.weeks)
    if not choices.covers(period, figures):
        return None
    return _view_of(visit, statistic, period, figures)


def _view_of(visit: Visit, statistic: Statistic, period: Period, figures: tuple[Figure, ...]) -> PlaceView:
    return view_of(
        statistic,
        period,
        figures,
        names=names_of(visit),
        locale=visit.locale.tag,
        drawing=drawing(visit.session),
        start=timetable.start_week(visit.session),
    )


def _rows_of(visit: Visit, statistic: Statistic, figure: Figure) -> tuple[Row, ...]:
    """Name the cells of a release by district, largest first; none where it has other cells."""
    if statistic.axes != (Axis.DISTRICT,):
        return ()
    names, tag = names_of(visit), visit.locale.tag
    worded = {key: names_in(statistic, key, names, tag)[Axis.DISTRICT] for key in figure.cells}
    return largest_first(rows_of(grouped((figure,), lambda key: key), worded))
