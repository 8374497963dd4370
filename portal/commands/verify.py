"""`veu verify`: recompute what the city has published, and say in one line what was found."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from portal.workplace import Workplace, workplace

if TYPE_CHECKING:
    from sqlmodel import Session

    from privacy.dp.chain import Head

LEDGER, AUDIT = "ledger", "audit"
UNWITNESSED = timedelta(hours=1)  # how old the audit log may be before its first head is written outside


class KnownHead(click.ParamType[tuple[str, int, str]]):
    """A head that `veu verify` printed earlier: `ledger:15:9f…`."""

    name = "head"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int, str]:
        """Read it."""
        found = re.fullmatch(r"(ledger|audit):(\d{1,15}):([0-9a-f]{64})", str(value))
        if not found:
            self.fail("write it as an earlier `veu verify` printed it: ledger:15:9f…", param, ctx)
        return found[1], int(found[2]), found[3]


@click.command()
@click.option(
    "--head",
    "known",
    type=KnownHead(),
    multiple=True,
    help="What an earlier `veu verify` printed, kept apart from this machine: what was there then must still be there.",
)
def command(known: tuple[tuple[str, int, str], ...]) -> None:
    """Recompute the privacy ledger (chain, prices, sums, caps, coverage), the audit log, polls and rankings.

    Exits with 1 where anything was changed, and names the row. It changes nothing, and makes no database.
    """
    from privacy.dp.chain import Head

    kept = {name: [Head(seq, hash_) for kind, seq, hash_ in known if kind == name] for name in (LEDGER, AUDIT)}
    with workplace() as place, place.database.reading() as session:
        told = (
            _ledger(place, session, kept[LEDGER]),
            _audit_log(place, session, kept[AUDIT]),
            _polls(session),
            _rankings(session),
        )
        holds = all(each for each, _ in told)
        heads = _heads(session) if holds else ()
    click.echo((" " if holds else "\n").join(sentence for _, sentence in told))
    if not holds:
        raise SystemExit(1)
    if heads:
        click.echo(f"Keep this apart from this machine, for the next time: veu verify {' '.join(heads)}")


def _ledger(place: Workplace, session: "Session", heads: "list[Head]") -> tuple[bool, str]:
    from portal.understand.figures.ledger import public_file
    from portal.understand.figures.ledger.verification import verified

    found = verified(session, file=public_file.path_of(place.settings), heads=heads)
    return found.holds, f"Privacy ledger: {found.says}."


def _audit_log(place: Workplace, session: "Session", heads: "list[Head]") -> tuple[bool, str]:
    from sqlalchemy.exc import DBAPIError

    from portal.ground import clock
    from portal.ground.audit_log import beginning, witness
    from portal.ground.audit_log.queries import Head, begun, head, verify
    from portal.ground.errors import first_line
    from privacy.retention import retention_of

    file = place.settings.ledger_folder / witness.NAME
    key = place.ring.named(witness.KEY) if place.settings.keys and file.exists() else None
    cut_off = clock.now() - retention_of("ground_audit_entry.act").kept
    try:
        seen = tuple(witness.witnesses(file, key=key))
        aside = witness.files_aside(file)
        old = witness.old_enough(session, file, before=cut_off, key=key)
        known = [*(each.head for each in seen), *(Head(each.seq, each.hash) for each in heads)]
        broken = verify(session, known=known, forgotten_before=cut_off, forgotten_to=old)
        newest, since = head(session), begun(session) if broken is None else None
        lost = beginning.lost_from(session, file, key=key)
    except witness.UnreadableHeads as error:
        return False, f"Audit log: {error}."
    except DBAPIError as error:
        return False, f"Audit log: the database cannot be read: {first_line(error)}."
    if broken is not None:
        return False, f"Audit log: entry {broken} was changed, or one before it is missing."
    if lost is not None:
        return False, f"Audit log: {file} began with entry {lost} and has lost it: put the newest copy back."
    if not seen and since is not None and since < clock.now() - UNWITNESSED:
        return False, f"Audit log: the worker writes its heads to {file} each hour, and there are none: who can tell?"
    outside = f"; {len(seen)} heads outside the database agree, since {seen[0].at:%Y-%m-%d %H:%M}" if seen else ""
    firsts = beginning.noted(session)
    anew = f"; those before entry {firsts[0]} are lost" if len(set(firsts)) > 1 else ""
    kept = f"; heads from before a backup: {', '.join(each.name for each in aside)}" if aside else ""
    hold = "entry holds" if newest.seq == 1 else "entries hold"
    return True, f"Audit log: {newest.seq} {hold}{outside}{anew}{kept}."


def _polls(session: "Session") -> tuple[bool, str]:
    from portal.ground import clock
    from portal.listen.voting.verification import verified
    from privacy.retention import retention_of

    found = verified(session, kept_since=retention_of("listen_ballot").cut_off(clock.now()))
    return found.holds, f"Polls: {found.says}."


def _rankings(session: "Session") -> tuple[bool, str]:
    from portal.decide.prioritisation.verification import verified

    found = verified(session)
    return found.holds, f"Rankings: {found.says}."


def _heads(session: "Session") -> tuple[str, ...]:
    from portal.ground.audit_log import queries as audit_log
    from portal.understand.figures.ledger import chain_rows

    ledger, audit = chain_rows.head(session), audit_log.head(session)
    return tuple(f"--head {name}:{at.seq}:{at.hash}" for name, at in ((LEDGER, ledger), (AUDIT, audit)) if at.seq)
