"""`veu release --take-back` and `--new-file`: after a backup was restored, or the public ledger file was lost.

Both look at everything first: what they cannot read or do not know as this city's own, they name, and change nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlmodel import Session

from portal.workplace import Workplace


def take_back(place: Workplace) -> None:
    """Take in what the public file still knows; votes that were open are cancelled only where it knows more."""
    from portal.listen.voting.service import cancel_begun
    from portal.understand.figures.ledger import restore
    from portal.understand.figures.ledger.file_rows import compared
    from portal.understand.figures.releasing.releases import ledger_of

    ledger = ledger_of(place.database, place.settings)
    with refusals():
        with place.database.reading() as session:
            is_behind = bool(compared(session, ledger.file)[1])
            lost, rewritten = _lost_acts(place, session)
        if is_behind:  # as long as it is, nobody counts the ballots that are left
            with place.database.writing() as session:
                click.echo(f"{cancel_begun(session)} votes cancelled: the backup does not have all their ballots.")
        rows, given_up = restore.take_back(ledger)
    if lost and rewritten is None:
        _note_lost_acts(place, lost)
        click.echo("The audit log is shorter than it was: its newest entries were not in the backup.")
    click.echo(f"{rows} rows taken back from the public file; {given_up} periods given up as spent.")
    if rewritten is not None:
        what = f"entry {rewritten} of the audit log is not what was written down, so this is no older state of it"
        raise click.ClickException(f"Look who had access: {what}. The file of its heads stays as it is.")


def begin_file(place: Workplace) -> None:
    """Write the public file anew, or on from where it was cut short; begin the heads of the audit log anew if lost."""
    from portal.understand.figures.ledger.file_rows import compared
    from portal.understand.figures.releasing.releases import ledger_of

    ledger = ledger_of(place.database, place.settings)
    with refusals():
        with place.database.reading() as session:
            known, newer = compared(session, ledger.file, may_be_short=True)
        if newer:
            raise click.ClickException(f"{ledger.file} knows more than the database. Run: veu release --take-back")
        ledger.write_out(anew=True)
    click.echo(f"{ledger.file} has all {len(known)} rows of the database.")
    _begin_heads(place)


def _begin_heads(place: Workplace) -> None:
    """Begin the file of the audit log's heads anew where it has lost its beginning, and note that in the log."""
    from portal.ground import clock
    from portal.ground.audit_log import beginning, witness

    file, key = place.settings.ledger_folder / witness.NAME, place.ring.named(witness.KEY)
    try:
        with place.database.reading() as session:
            if beginning.lost_from(session, file, key=key) is None:
                return
            witness.keep(session, file, at=clock.now(), key=key)
        with place.database.writing() as session:
            beginning.note(session, file, key=key)
    except witness.UnreadableHeads as error:
        raise click.ClickException(f"{error}. Put the newest copy back, or move it away.") from error
    click.echo(f"{file} begins anew. What was written down before is lost, and `veu verify` goes on saying so.")


def _lost_acts(place: Workplace, session: Session) -> tuple[int, int | None]:
    """Give the newest entry of the audit log that a backup took away, or 0; and the first that is wrong."""
    from portal.ground.audit_log import witness

    try:
        return witness.lost(session, place.settings.ledger_folder / witness.NAME)
    except witness.UnreadableHeads as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error


def _note_lost_acts(place: Workplace, lost: int) -> None:
    """Note it in the audit log, and begin the file of its heads anew."""
    from portal.ground.audit_log import witness
    from portal.ground.audit_log.acts import Act
    from portal.ground.audit_log.rules import OPERATOR
    from portal.ground.audit_log.service import record

    file = place.settings.ledger_folder / witness.NAME
    with place.database.writing() as session:
        record(session, actor=OPERATOR, act=Act.RESTORE, object="audit", had=lost)
        witness.set_aside(file, lost=lost)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the ledger refuses into one line and exit code 1."""
    from privacy.dp.ledger import LedgerError

    try:
        yield
    except LedgerError as refusal:
        raise click.ClickException(str(refusal)) from None
