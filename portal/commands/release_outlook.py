"""What a year of a statistic would be worth, said before it is paid for: the desk's view of `veu release`."""

from datetime import datetime

import click

from portal.workplace import Workplace


def plan_ahead(place: Workplace, statistic: str, *, every: str | None, now: datetime) -> None:
    """Choose how often a statistic is released from the next year on that is paid for, and print what that is worth."""
    from portal.understand.figures.pages.outlook import outlook
    from portal.understand.figures.releasing.service import choose_cadence
    from portal.understand.figures.releasing.timetable import cadence_of, standing_plan, statistic_named
    from portal.understand.figures.rules import UnknownStatistic
    from privacy.dp.periods import Cadence
    from privacy.dp.weeks import local_day, week_of, year_of

    today = local_day(now, place.settings.zone)
    year = year_of(week_of(today))
    try:
        if every is not None:
            with place.database.writing() as session:
                choose_cadence(session, statistic=statistic, cadence=Cadence(every))
        with place.database.reading() as session:
            year += standing_plan(session, statistic, year) is not None
            found = outlook(session, statistic, year=year, today=today)
            cadence = cadence_of(session, statistic_named(session, statistic), year)
    except UnknownStatistic:
        raise click.BadParameter("nothing that stands in the catalogue", param_hint="STATISTIC") from None
    if found is None:
        raise click.ClickException("The city has no districts or no services yet, so there is nothing to count by.")
    click.echo(f"{statistic} {year}: every {cadence}, {len(found.plan.keys)} numbers, paid once.")
    click.echo(f"The city's total: within {found.total_half_width} of the truth, 19 times out of 20.")
    for option in found.cadences:
        fits = "" if option.fits else ", more noise than number"
        click.echo(f"  every {option.cadence}: about {option.mean_cell:.0f} a number, ± {option.half_width}{fits}")
    click.echo(
        f"The shortest that says something: every {found.proposed}." if found.proposed else "None says anything."
    )
