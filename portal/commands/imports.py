"""`veu import`: take in a city, its districts, its streets, its places, or another system's requests."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.workplace import workplace

if TYPE_CHECKING:
    from sqlmodel import Session

    from portal.doors.imports.places import TakenIn
    from portal.doors.imports.rules import Counts

DONE_WITH_REJECTS = 3
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
REJECTS = click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Where rejects go.")


@click.group()
def command() -> None:
    """Take in a city, its districts, its streets, its places, or another system's requests.

    What is taken in twice is as if taken in once.
    """


@command.command()
@click.argument("folder", type=FOLDER)
@DRY_RUN
def city(folder: Path, dry_run: bool) -> None:
    """Take in a city from FOLDER: city.toml, districts.geojson, streets.csv; if there, places.csv and services.toml.

    What the desk has written anew stays as the desk wrote it: these texts are listed.
    """
    from portal.doors.imports.places import import_city
    from portal.ground import clock
    from portal.ground.database import commit
    from privacy.dp.weeks import local_day, week_of

    with workplace() as place, place.database.write_session() as session:
        week = week_of(local_day(clock.now(), place.settings.zone))
        found = import_city(session, folder, week=week)
        if not dry_run:
            commit(session)
    if dry_run:
        click.echo("A dry run: nothing was changed. It would be:")
    known = "places as before" if found.landmarks is None else f"{found.landmarks} places"
    services = "services as before" if found.services is None else f"{found.services} services"
    click.echo(f"{found.name}: {found.districts} districts, {found.streets} streets, {known}, {services}.")
    for text in found.desk:
        click.echo(f"Stays as the desk wrote it: {text}")


@command.command()
@click.argument("file", type=FILE, metavar="FILE.geojson[.gz]")
@click.option(
    "--name-property", help="The property that holds the name; the usual ones are tried where it is left out."
)
@click.option("--code-property", help="The property that holds a code; made from the names where it is left out.")
@click.option("--language", default="", help="The language of the names, such as ca.")
def districts(file: Path, name_property: str | None, code_property: str | None, language: str) -> None:
    """Take these areas as the districts in use. A former one is retired: its issues and figures stay."""
    from portal.doors.imports.places import import_districts

    with workplace() as place, place.database.writing() as session:
        found = import_districts(
            session, file, name_property=name_property, code_property=code_property, language=language
        )
    click.echo(f"Districts: {found.added} new, {found.kept} known before, {found.removed} retired.")


@command.command()
@click.argument("file", type=FILE, metavar="FILE.csv")
@DRY_RUN
@REJECTS
def streets(file: Path, dry_run: bool, rejects: Path | None) -> None:
    """Take this list of streets: CSV with the columns name, language, district, latitude, longitude.

    A street that is not in it is gone. What cannot be taken in is written to FILE.rejects.csv with its line and the
    reason, and the exit code is 3.
    """
    from portal.doors.imports.places import import_streets

    _take_in_list("Streets", import_streets, file, dry_run=dry_run, rejects=rejects)


@command.command()
@click.argument("file", type=FILE, metavar="FILE.csv")
@DRY_RUN
@REJECTS
def places(file: Path, dry_run: bool, rejects: Path | None) -> None:
    """Take this list of places that people know: CSV with name, language, kind, district, latitude, longitude.

    A place that is not in it is gone. What cannot be taken in is written to FILE.rejects.csv with its line and the
    reason, and the exit code is 3. docs/import.md lists the kinds.
    """
    from portal.doors.imports.places import import_landmarks

    _take_in_list("Places", import_landmarks, file, dry_run=dry_run, rejects=rejects)


def _take_in_list(
    what: str, take_in: "Callable[[Session, Path], TakenIn]", file: Path, *, dry_run: bool, rejects: Path | None
) -> None:
    from portal.doors.imports.rejects import rejects_beside
    from portal.ground.database import commit

    with workplace() as place, place.database.write_session() as session:
        out = rejects_beside(file, chosen=rejects, otherwise=place.settings.var / "imports")
        found = take_in(session, file)
        if not dry_run:
            commit(session)
    if dry_run:
        click.echo("A dry run: nothing was changed. It would be:")
    click.echo(f"{what}: {found.changed.added} new, {found.changed.kept} known before, {found.changed.removed} gone.")
    out.cut(0)
    if found.rejects:
        out.add(found.rejects)
        _tell_rejects(Counter(each.reason for each in found.rejects), out.path)
        raise SystemExit(DONE_WITH_REJECTS)


@command.command()
@click.argument("file", type=FILE, metavar="FILE.csv|json[.gz]")
@click.option("--map", "map_", required=True, metavar="MAP", help="boston311, socrata311, or a TOML file of your own.")
@REJECTS
def requests(file: Path, map_: str, rejects: Path | None) -> None:
    """Take in the requests of another system, as MAP says.

    Stopped and started again, it goes on where it was: no request is taken in twice. What cannot be taken in is
    written to FILE.rejects.csv with its line and the reason, and the exit code is 3.

    A MAP says what the columns mean. docs/import.md explains every key; a short one is:

    \b
        source = "old-system"            # with its id, a request is taken in once
        time_zone = "Europe/Madrid"      # of dates without an offset
        language = "es"
        [columns]
        id = "numero"
        opened = "fecha"
        closed = "fecha_cierre"
        category = "tipo"
        channel = "canal"
        title = "asunto"                 # personal data in it is covered
        latitude = "lat"
        longitude = "lon"
        [dates]
        formats = ["%d/%m/%Y %H:%M"]     # or "iso", "epoch", "epoch-ms"
        [file]
        separator = ";"
        [voice]
        channels = ["Web", "Teléfono"]   # the others become issues, but no voices
        [categories]
        light.types = ["Farola apagada", "Farola rota"]
        waste.types = ["Contenedor lleno"]
    """
    from portal.doors.imports.map_file import load_map
    from portal.doors.imports.rejects import rejects_beside
    from portal.doors.imports.rules import WrongMap
    from portal.doors.imports.service import Task, import_requests

    started = time.perf_counter()
    try:
        loaded = load_map(map_)
        with workplace() as place, _bar(file.name) as tell:
            out = rejects_beside(file, chosen=rejects, otherwise=place.settings.var / "imports")
            task = Task(path=file, loaded=loaded, rejects=out)
            counts = import_requests(place.database, task, tell=tell)
    except WrongMap as error:
        raise click.UsageError(str(error)) from error
    _summarise(counts, out.path, time.perf_counter() - started)
    if counts.rejects:
        raise SystemExit(DONE_WITH_REJECTS)


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show how much of the file is read; say nothing where nobody looks on."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(f"Taking in {name}", total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _summarise(counts: "Counts", rejects: Path, seconds: float) -> None:
    told = [
        ("rows read", counts.rows),
        ("issues made", counts.issues),
        ("taken in before", counts.known),
        ("not public: a sensitive service", counts.private),
        ("at a point that stands for an unknown one", counts.stand_ins),
        ("voices admitted", counts.voices),
        ("voices too late: the figures of their year are planned", counts.late),
        ("rows rejected", counts.rejects.total()),
    ]
    always = {"rows read", "issues made", "voices admitted", "rows rejected"}
    for words, number in told:
        if number or words in always:
            click.echo(f"{number:>10,}  {words}")
    if counts.rejects:
        _tell_rejects(counts.rejects, rejects)
    click.echo(f"{seconds:.1f} s, {counts.rows / max(seconds, 0.001):,.0f} rows a second")


def _tell_rejects(reasons: Counter[str], written: Path) -> None:
    for reason, times in sorted(reasons.items()):
        click.echo(f"{times:>14,}  {reason}")
    click.echo(f"Rejects with line and reason: {written}")
