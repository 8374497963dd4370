"""What a year of a statistic would be worth, said before anything is spent: for the desk that decides how often."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from portal.city.places.queries import jurisdiction
from portal.understand.figures import queries
from portal.understand.figures.catalogue import budget_of, plan_of
from portal.understand.figures.figure import total
from portal.understand.figures.releasing import timetable
from portal.understand.figures.releasing.domain import keys_in
from portal.understand.figures.releasing.timetable import statistic_named
from privacy.dp.estimates import shown_at_least_zero
from privacy.dp.explain import CadenceOption, cadence_options, expected_half_width, propose_cadence
from privacy.dp.periods import Cadence
from privacy.dp.plans import Plan
from privacy.dp.weeks import week_of

_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan would be worth, known before anything is spent: how far off the city's total may be, and a cell."""

    plan: Plan
    total_half_width: int
    cadences: tuple[CadenceOption, ...]
    proposed: Cadence | None


def outlook(session: Session, statistic: str, *, year: int, today: date) -> Outlook | None:
    """Draw up next year's plan without buying it, and compare how wide its numbers would be at each cadence.

    None where the city has nothing to count by. Raises UnknownStatistic.
    """
    asked, city = statistic_named(session, statistic), jurisdiction(session)
    cadence = timetable.cadence_of(session, asked, year)
    keys = keys_in(session, asked, timetable.periods(session, asked, year)[-1])
    if city is None or not keys:
        return None
    budget = budget_of(year, yearly_epsilon=city.yearly_epsilon)
    plan = plan_of(asked, budget, cadence=cadence, keys=keys)
    return _outlook(plan, voices_a_year=voices_a_year(session, statistic, today=today))


def voices_a_year(session: Session, statistic: str, *, today: date) -> int:
    """Estimate the voices of a year from what was released of the last one; 0 where nothing was."""
    this_week = week_of(today)
    figures = queries.by_weeks(session, statistic=statistic, weeks=range(this_week - _A_YEAR, this_week))
    weeks = sum(len(figure.period.weeks) for figure in figures)
    return round(shown_at_least_zero(total(figures).value) * _A_YEAR / weeks) if weeks else 0


def _outlook(plan: Plan, *, voices_a_year: int) -> Outlook:
    facts = {"voices_a_year": voices_a_year, "cells": len(plan.keys)}
    return Outlook(
        plan=plan,
        total_half_width=expected_half_width(plan, len(plan.keys)),
        cadences=cadence_options(plan.noise, **facts),
        proposed=propose_cadence(plan.noise, **facts),
    )
