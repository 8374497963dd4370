"""`veu messages`: keep the catalogues of sentences complete in all seven languages."""

from pathlib import Path

import click

ROOT = Path(__file__).parent.parent.parent


@click.group()
def command() -> None:
    """Keep the catalogues of sentences complete in all seven languages."""


@command.command()
def extract() -> None:
    """Collect every sentence of the code and the templates, and merge it into each language's catalogue."""
    from i18n.work import extract_all, update_all

    extract_all(ROOT)
    update_all(ROOT)
    click.echo("The catalogues hold every sentence.")


@command.command()
def check() -> None:
    """Say what is missing, unclear or not well formed; exit with 1 where something has to be mended."""
    from i18n.work import check_all, summary

    findings = check_all(ROOT)
    for line in summary(findings):
        click.echo(line)
    if findings:
        raise SystemExit(1)


@command.command("compile")
def compile_() -> None:
    """Compile the catalogues, so that the first page does not have to."""
    from i18n.work import compile_all

    compile_all(ROOT)


@command.command()
def stats() -> None:
    """Say how complete each language is."""
    from i18n.work import stats as count

    for line in count(ROOT):
        click.echo(line)
