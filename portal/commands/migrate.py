"""`veu migrate`: bring the database to the newest revision."""

import click

from portal.workplace import workplace


@click.command()
def command() -> None:
    """Bring the database to the newest revision. Safe to run again."""
    from portal.city.places.index import fill_if_empty
    from portal.migrations.revisions import is_current
    from portal.migrations.run import upgrade

    with workplace(migrated=False) as place:
        if is_current(place.database):
            click.echo("The database is at the newest revision.")
            return
        upgrade(place.database)
        with place.database.writing() as session:
            fill_if_empty(session)
        click.echo("The database was brought to the newest revision.")
