"""After a backup was restored: what the public file still knows comes back, so that no spent privacy is given back."""

from collections.abc import Iterable, Iterator

from portal.understand.figures import public_file
from portal.understand.figures.ledger import DatabaseLedger
from portal.understand.figures.rules import FileAhead
from privacy.dp.chain import EMPTY, head_of, link, row_of
from privacy.dp.ledger import Event, Forfeit, Opening, Purchase, Release, Reservation, Row
from privacy.dp.periods import period_named


def take_back(ledger: DatabaseLedger) -> tuple[int, int]:
    """Take in the public file's newer rows and give up every period that was begun and not ended; count both.

    Nobody can say whether the noise of a period that was begun was seen: it is spent, and not published.
    Raises FileAhead for a file that does not go on where the database ends.
    """
    known = list(ledger.rows())
    newer = list(_newer(ledger, known))
    plans = _years_of_plans((*known, *newer))
    for row in newer:
        with ledger.turn(_year_of(row.event, plans), from_file=True) as turn:
            turn.append(row.event)
    begun = tuple(_unfinished((*known, *newer)))
    for plan_id, period in begun:
        ledger.forfeit(plan_id, period_named(period))
    ledger.write_out()
    return len(newer), len(begun)


def _newer(ledger: DatabaseLedger, known: list[Row]) -> Iterator[Row]:
    head = head_of(known[-1]) if known else EMPTY
    for line in public_file.lines(ledger.file):
        row = row_of(line)
        if row.seq <= head.seq:
            continue
        if row != link(head, row.event):
            raise FileAhead(f"Row {row.seq} of the public ledger file does not follow from the database.")
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
