"""`veu demo`: an invented city with a year of invented life, ready to try."""

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from portal.ground.errors import ConfigurationError
from portal.ground.settings import DEMO_MARK, Mode, Settings
from portal.workplace import Workplace, address_of, clock_file, refuse_taken_port, workplace

SPANS = {"d": timedelta(days=1), "w": timedelta(weeks=1)}
FARTHEST = timedelta(weeks=52)
EMPTY = "empty"


class Span(click.ParamType[timedelta]):
    """A time such as `1w` or `3d`."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Read the span."""
        found = re.fullmatch(r"([1-9]\d{0,2})([dw])", str(value))
        if not found:
            self.fail("write a number and d or w, such as 3d or 1w", param, ctx)
        span = int(found[1]) * SPANS[found[2]]
        if span > FARTHEST:
            self.fail("move it by 52w at most; it may be moved again", param, ctx)
        return span


@click.command()
@click.option("--advance", type=Span(), metavar="SPAN", help="Move the demo's clock, live on, publish what is due.")
@click.option("--prepare", is_flag=True, help="Make everything ready, but do not serve.")
def command(advance: timedelta | None, *, prepare: bool) -> None:
    """Make an invented city with a year of invented life, and serve it.

    VEU_PORT chooses the port, VEU_VAR the folder. VEU_DEMO=empty gives the city and no life in it.
    What was made is kept: stopping and starting loses nothing.
    `veu demo --advance 1w` moves the demo's clock by a week.
    """
    os.environ.setdefault("VEU_MODE", "demo")  # the server's own processes read it too
    settings = Settings()
    if settings.mode is not Mode.DEMO:
        raise click.UsageError("The demo does not touch an installation of another kind: VEU_MODE is not demo.")
    if os.environ.get("VEU_DEMO", "") not in ("", EMPTY):
        raise click.UsageError(f"VEU_DEMO is {EMPTY}, or it is not set.")
    if advance is not None:
        _refuse_where_none_is(settings)
    elif not prepare:
        refuse_taken_port(settings)
    with workplace(settings, migrated=False) as place, _alone(place):
        _claim(place)
        if advance is not None:
            _advance(place, advance)
            link = _staff_link(place, at=address_of(place.settings))
            click.echo(f"Sessions end meanwhile. Staff sign in at {link}\n(the link works once)")
            return
        _make(place)
        link = _staff_link(place, at=settings.url)
        (place.settings.var / DEMO_MARK).write_text(settings.url, encoding="utf-8")  # where `veu staff` sends people
    click.echo(
        f"\n  Veu answers at   {settings.url}\n  Staff sign in at {link}\n  (the link works once; stop with Ctrl+C)\n\n"
        f"  {_where_letters_are(settings)}\n"
    )
    if not prepare:
        from portal.server import run

        run(settings)


def _refuse_where_none_is(settings: Settings) -> None:
    """Raise ConfigurationError where there is no clock to move; nothing is made."""
    if not (settings.var / DEMO_MARK).exists():
        raise ConfigurationError(f"There is no demo in {settings.var}. Run: make demo, or set VEU_VAR to its folder.")


def _where_letters_are(settings: Settings) -> str:
    if settings.smtp_host:
        return f"Letters are sent by {settings.smtp_host}."
    return "Letters are not sent: each is printed below, in this terminal. The link to sign in is in it."


@contextmanager
def _alone(place: Workplace) -> Iterator[None]:
    """Let one command at a time move life and clock: two would both begin at the same day. The second waits."""
    with (place.settings.var / ".demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("Another `veu demo` is at work in this folder. Waiting for it …", err=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def _claim(place: Workplace) -> None:
    """Make the tables, and mark the folder as a demo; a database that somebody else uses is left alone."""
    from portal.migrations.revisions import is_current, revision

    mark = place.settings.var / DEMO_MARK
    if not mark.exists() and revision(place.database) is not None:
        raise click.UsageError("The demo does not touch an installation of another kind: this database is in use.")
    mark.touch()
    if not is_current(place.database):
        from portal.city.places.index import fill_if_empty
        from portal.migrations.run import upgrade

        upgrade(place.database)
        with place.database.writing() as session:
            fill_if_empty(session)


def _make(place: Workplace) -> None:
    """Found the city, and let it live for a year unless it is to stay empty; go on where the last start was stopped."""
    from portal.city.places.queries import jurisdiction
    from portal.demo.memory import load

    memory = load(place.settings.var)
    if memory is not None and memory.is_settled:
        return  # every later start: what it takes to make a city stays unloaded

    from portal.demo import loading
    from portal.demo.settling import settle
    from portal.ground import clock

    with place.database.reading() as session:
        is_founded = jurisdiction(session) is not None
    if memory is None and not is_founded and os.environ.get("VEU_DEMO") != EMPTY:
        memory = loading.new_memory(place.settings)
        memory.save(place.settings.var)
    if not is_founded:
        loading.found(place.database, place.settings)
    if memory is None:
        return
    _live(place, memory, "A year goes by in the invented city (about a minute)", until=clock.now())
    settle(place.database, place.settings, place.ring, memory)


def _advance(place: Workplace, by: timedelta) -> None:
    """Let the life go on, move the clock, do the work that waits, and publish what is due.

    The clock comes second: with a server beside it, weeks would be published and their keys destroyed unlived.
    """
    from portal.demo import memory
    from portal.demo.settling import catch_up
    from portal.ground import clock

    found = memory.load(place.settings.var)
    if found is not None:
        _live(place, found, f"{_days(by)} {'goes' if by.days == 1 else 'go'} by", until=clock.now() + by)
    clock_file(place.settings).advance(by)
    with _publishing() as tell:
        published = catch_up(place.database, place.settings, place.ring, tell=tell)
    why = "" if published else " A week is published seven days after it ends."
    click.echo(f"The demo's clock moved by {_days(by)}. Releases published: {published}.{why}")


def _days(span: timedelta) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"


@contextmanager
def _publishing() -> Iterator[Callable[[object], None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("Releases published: {task.completed}"))
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda _due: bar.advance(task)


def _live(place: Workplace, memory: object, title: str, *, until: datetime) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from portal.demo.loading import live_until
    from portal.demo.memory import Memory
    from privacy.dp.weeks import local_day

    assert isinstance(memory, Memory)  # noqa: S101 - both callers made one
    begun = memory.played_until.date()
    total = max((local_day(until, place.settings.zone) - begun).days, 1)
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=total)
        if not console.is_terminal:
            click.echo(f"{title} …", err=True)
        live_until(
            until,
            database=place.database,
            settings=place.settings,
            ring=place.ring,
            memory=memory,
            progress=lambda day: bar.update(task, completed=(day - begun).days),
        )


def _staff_link(place: Workplace, *, at: str) -> str:
    """Make a link that signs a clerk in, once, at an address."""
    from portal.city.identity import service
    from portal.city.identity.rules import Role

    with place.database.writing() as session:
        secret = service.invite_named(session, place.ring, name="clerk", role=Role.MANAGER, locale="en")
    return f"{at}/staff/en/sign-in/{secret}"
