"""`veu serve`: answer browsers, with as many workers as the settings say."""

import click

from portal.ground.settings import Settings
from portal.workplace import refuse_taken_port, workplace


@click.command()
def command() -> None:
    """Answer browsers at VEU_HOST and VEU_PORT, until it is stopped."""
    settings = Settings()
    settings.refuse_unsafe()
    refuse_taken_port(settings)
    with workplace(settings) as place:  # refuse to start on a database that is not migrated
        place.ring.names()  # or with keys that others can read
    click.echo(f"Veu answers at http://{settings.host}:{settings.port}")
    from portal.server import run

    run(settings)
