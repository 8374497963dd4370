"""`veu verify`: recompute the privacy ledger and the audit log, and say in one line each what was found."""

import click

from portal.workplace import workplace


@click.command()
def command() -> None:
    """Recompute the privacy ledger (chain, prices, sums, caps, coverage) and the audit log.

    Exits with 1 where anything was changed, and names the row.
    """
    from portal.ground.audit_log.queries import head, verify
    from portal.understand.figures import public_file
    from portal.understand.figures.verification import verified

    with workplace() as place, place.database.reading() as session:
        ledger = verified(session, file=public_file.path_below(place.settings.var))
        broken_entry, newest = verify(session), head(session)
    click.echo(f"Privacy ledger: {ledger.says}.")
    if broken_entry is None:
        click.echo(f"Audit log: {newest.seq} entries hold.")
    else:
        click.echo(f"Audit log: entry {broken_entry} was changed, or one before it is missing.")
    if not ledger.holds or broken_entry is not None:
        raise SystemExit(1)
