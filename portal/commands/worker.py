"""`veu worker`: do the work that waits, until it is stopped."""

import signal
import threading

import click

from portal.workplace import workplace


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def command(*, once: bool) -> None:
    """Do the work that waits: letters, releases, retention. Any number of workers may run beside one another."""
    from portal.ground.jobs import worker
    from portal.work import registry

    with workplace() as place:
        place.settings.refuse_unsafe()
        work = registry(place.settings, place.ring)
        if once:
            click.echo(f"{worker.work_off(place.database, work)} jobs were tried.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        click.echo("Working. Stop with Ctrl+C.")
        worker.run(place.database, work, stop=stop)
