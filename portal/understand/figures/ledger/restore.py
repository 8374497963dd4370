"""After a backup was restored: what the public file still knows comes back, so that no spent privacy is given back."""

from collections.abc import Iterable, Iterator

from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.file_rows import compared
from portal.understand.figures.ledger.ledger import DatabaseLedger, end_lease
from privacy.dp.chain import head_of, link
from privacy.dp.ledger import Event, Forfeit, Opening, Purchase, Release, Reservation, Row


def take_back(ledger: DatabaseLedger) -> tuple[int, int]:
    """Take in the public file's newer rows and give up every period that was begun and not ended; count both.

    Nobody can say whether the noise of a period that was begun was seen: it is spent, and not published. The file is
    told first, so that whoever is stopped on the way goes on with the same rows. Where no row follows, nothing is done.
    Raises what `compared` raises.
    """
    with ledger.database.reading() as session:
        known, newer = compared(session, ledger.file)
    if not newer:
        return 0, 0
    begun = tuple(_given_up(known, newer))
    public_file.catch_up(ledger.file, lambda _: begun)
    plans = _years_of_plans((*known, *newer))
    for row in (*newer, *begun):
        with ledger.turn(_year_of(row.event, plans), from_file=True) as turn:
            turn.append(row.event)
            if isinstance(row.event, Release | Forfeit):
                end_lease(turn.session, row.event)
    return len(newer), len(begun)


def _given_up(known: tuple[Row, ...], newer: tuple[Row, ...]) -> Iterator[Row]:
    head = head_of(newer[-1])
    for plan_id, period in _unfinished((*known, *newer)):
        row = link(head, Forfeit(plan_id, period))
        head = head_of(row)
        yield row


def _unfinished(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    begun: dict[tuple[str, str], None] = {}
    for row in rows:
        match row.event:
            case Reservation(plan_id=plan_id, period=period):
                begun[plan_id, period] = None
            case Release(plan_id=plan_id, period=period) | Forfeit(plan_id=plan_id, period=period):
                begun.pop((plan_id, period), None)
    yield from begun


def _years_of_plans(rows: Iterable[Row]) -> dict[str, int]:
    return {row.event.plan.id: row.event.plan.year for row in rows if isinstance(row.event, Purchase)}


def _year_of(event: Event, plans: dict[str, int]) -> int:
    match event:
        case Opening():
            return event.budget.year
        case Purchase():
            return event.plan.year
        case _:
            return plans[event.plan_id]
