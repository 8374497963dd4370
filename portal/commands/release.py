"""`veu release`: publish the figures that are due, or one period of one statistic."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from portal.commands import release_outlook
from portal.commands import release_restored as restored
from portal.commands.release_restored import refusals
from portal.workplace import Workplace, workplace
from privacy.dp.periods import Cadence


@click.command()
@click.argument("statistic", required=False)
@click.argument("period", required=False)
@click.option("--due", is_flag=True, help="Publish every period that is closed and not published yet.")
@click.option(
    "--take-back", is_flag=True, help="After a backup was restored: take in what the public ledger file still knows."
)
@click.option(
    "--new-file",
    is_flag=True,
    help="Write the public ledger file anew from the database, and begin the audit log's heads, where lost for ever.",
)
@click.option("--outlook", is_flag=True, help="Say how wide next year's numbers of STATISTIC would be; spend nothing.")
@click.option(
    "--every",
    type=click.Choice([each.value for each in Cadence]),
    help="Release STATISTIC this often, from the next year that is paid for.",
)
def command(
    statistic: str | None,
    period: str | None,
    due: bool,
    take_back: bool,
    new_file: bool,
    outlook: bool,
    every: str | None,
) -> None:
    """Publish the figures that are due, or one PERIOD (2026-W40) of one STATISTIC (needs).

    What was published stays as it is: the same question never gets a second answer.
    """
    plans = outlook or every is not None
    chosen = [due, take_back, new_file, period is not None, plans]
    if chosen.count(True) != 1 or (statistic is None) != (due or take_back or new_file):
        raise click.UsageError(
            "Say --due, or a statistic and a period, or a statistic and --outlook, or --take-back, or --new-file."
        )
    from portal.ground import clock

    with workplace() as place:
        if take_back:
            restored.take_back(place)
        elif new_file:
            restored.begin_file(place)
        elif due:
            _publish_due(place, clock.now())
        elif plans:
            release_outlook.plan_ahead(place, str(statistic), every=every, now=clock.now())
        else:
            _publish_one(place, str(statistic), str(period), clock.now())


def _publish_due(place: Workplace, now: datetime) -> None:
    from portal.understand.figures.releasing import timetable
    from portal.understand.figures.releasing.releases import publish_due
    from privacy.dp.weeks import local_day

    with place.database.reading() as session:
        waiting = len(timetable.due(session, today=local_day(now, place.settings.zone)))
    with refusals(), _progress(waiting) as step:
        outcome = publish_due(place.database, place.settings, now=now, tell=step)
    for sentence in outcome.refused:
        click.echo(f"Not paid for, so not published: {sentence}", err=True)
    for each in outcome.left:
        click.echo(f"Left to another worker: {each.statistic.name} {each.period.key}", err=True)
    click.echo(f"{len(outcome.published)} published.")


def _publish_one(place: Workplace, statistic: str, period: str, now: datetime) -> None:
    from portal.understand.figures import queries
    from portal.understand.figures.releasing import timetable
    from portal.understand.figures.releasing.asked import refuse_untimely
    from portal.understand.figures.releasing.releases import check_clocks, ledger_of, publish
    from portal.understand.figures.rules import UnknownStatistic, reference_of
    from privacy.dp.periods import period_named
    from privacy.dp.weeks import local_day

    with place.database.reading() as session:
        try:
            asked, of = timetable.statistic_named(session, statistic), period_named(period)
        except UnknownStatistic:
            known = ", ".join(each.name for each in timetable.statistics(session))
            raise click.BadParameter(f"there are {known}", param_hint="STATISTIC") from None
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="PERIOD") from None
        if queries.by_reference(session, reference_of(statistic, period)) is not None:
            click.echo(f"{statistic} {period} was published before, and stays as it is.")
            return
    with refusals():
        check_clocks(place.database)
        today = local_day(now, place.settings.zone)
        with place.database.reading() as session:
            refuse_untimely(session, asked, of, today=today)
        ledger = ledger_of(place.database, place.settings)
        ledger.write_out()
        publish(ledger, asked, of, today=today)
    click.echo(f"{statistic} {period} published.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Any], None]]:
    """Show how far the work is, on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Releasing", total=total)
        yield lambda _done: bar.advance(task)
