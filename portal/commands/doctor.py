"""`veu doctor`: look whether this installation is set up well, and say how to mend what is not."""

import click

from portal.ground.errors import ConfigurationError
from portal.ground.settings import Settings
from portal.workplace import workplace


@click.command()
def command() -> None:
    """Look whether this installation is set up well. Each line says what was found, and what to do about it."""
    from portal.doors.health.checks import examine
    from portal.doors.health.finding import Finding

    settings = Settings()
    findings: tuple[Finding, ...]
    try:
        settings.refuse_unsafe()
        with workplace(settings, migrated=False) as place:
            findings = examine(place.settings, place.database, place.ring)
    except ConfigurationError as error:
        click.echo(f"✗ {error}")
        raise SystemExit(1) from None
    for finding in findings:
        click.echo(f"{'✓' if finding.is_well else '✗'} {finding.what}")
        if not finding.is_well:
            click.echo(f"    {finding.fix}")
    wrong = sum(not finding.is_well for finding in findings)
    click.echo(f"{len(findings)} checks, {wrong} to mend.")
    if wrong:
        raise SystemExit(1)
