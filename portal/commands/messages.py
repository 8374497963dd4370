"""`veu messages`: keep the catalogues of sentences complete in all seven languages."""

import json
from pathlib import Path
from typing import IO

import click

from i18n.locales import SHIPPED

ROOT = Path(__file__).parent.parent.parent
LANGUAGE = click.argument("tag", type=click.Choice([each.tag for each in SHIPPED]))
REJECTS = 3


@click.group()
def command() -> None:
    """Keep the catalogues of sentences complete in all seven languages."""


@command.command()
@click.option("--prune", is_flag=True, help="Drop the translations of what is said no more.")
def extract(*, prune: bool) -> None:
    """Collect every sentence of the code and the templates, and merge it into each language's catalogue."""
    from i18n.updating import update

    for path in update(ROOT, prune=prune):
        click.echo(path.relative_to(ROOT))
    click.echo("The catalogues hold every sentence.")


@command.command()
@LANGUAGE
def missing(tag: str) -> None:
    """Write what a language lacks, one JSON object a line: fill in each "msgstr", and give the file to `fill`."""
    from i18n.exchange import export_missing

    for row in export_missing(ROOT, tag):
        click.echo(json.dumps(row, ensure_ascii=False))


@command.command()
@LANGUAGE
@click.argument("rows", type=click.File(encoding="utf-8"))
def fill(tag: str, rows: IO[str]) -> None:
    """Take in what a translator wrote into the lines of `missing`; exit with 3 where some are refused."""
    from i18n.exchange import fill as take

    taken, refusals = take(ROOT, tag, [json.loads(line) for line in rows if line.strip()])
    for one in refusals:
        click.echo(f"refused: {one.reason}: {one.row.get('msgid')!r}")
    click.echo(f"{taken} taken, {len(refusals)} refused")
    if refusals:
        raise SystemExit(REJECTS)


@command.command()
def check() -> None:
    """Say what is missing, unclear or not well formed; exit with 1 where something has to be mended."""
    from i18n import coverage

    findings = coverage.check(ROOT)
    for line in coverage.summary(findings):
        click.echo(line)
    if findings:
        raise SystemExit(1)


@command.command("compile")
def compile_() -> None:
    """Compile the catalogues, so that the first page does not have to."""
    from i18n.updating import compile_all

    click.echo(f"{len(compile_all(ROOT))} catalogues compiled.")


@command.command()
def stats() -> None:
    """Say how complete each language is."""
    from i18n.coverage import stats as count

    for line in count(ROOT):
        click.echo(line)
