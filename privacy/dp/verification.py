"""Check a whole ledger from its rows alone, and say in one line what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from privacy.dp.book import Book
from privacy.dp.chain import EMPTY, Head, hash_of, head_of
from privacy.dp.ledger import LedgerError, Purchase, Release, Row


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the ledger holds, one sentence, and the number of the first row that does not."""

    holds: bool
    says: str
    seq: int | None = None


def verify(rows: Iterable[Row], *, heads: Iterable[Head] = (), shown: Iterable[Release] = ()) -> Verdict:
    """Recompute chain, prices, sums, caps, quotas, periods and scales, row by row.

    `heads` were published earlier, outside the database: a ledger that was cut back or rewritten no longer has them.
    `shown` are the releases the portal shows: each must be one that the ledger recorded.
    """
    book, head, witnesses = Book(), EMPTY, {each.seq: each.hash for each in heads}
    plans = releases = numbers = 0
    for row in rows:
        problem = _broken_link(head, row, witnesses.pop(row.seq, row.hash)) or _refusal(book, row)
        if problem:
            return Verdict(holds=False, says=f"row {row.seq}: {problem}", seq=row.seq)
        head = head_of(row)
        plans += isinstance(row.event, Purchase)
        if isinstance(row.event, Release):
            releases, numbers = releases + 1, numbers + len(row.event.numbers)
    missing = min((seq for seq in witnesses if seq > head.seq), default=None)
    if missing is not None:
        return Verdict(holds=False, says=f"row {missing}: published once, and no longer there", seq=missing)
    for release in shown:
        if book.ending(release.plan_id, release.period) != release:
            return Verdict(holds=False, says=f"{release.period} of plan {release.plan_id} is shown but not on record")
    return Verdict(holds=True, says=f"{head.seq} rows hold: {plans} plans, {releases} releases, {numbers} numbers")


def _broken_link(head: Head, row: Row, witnessed: str) -> str | None:
    if row.seq != head.seq + 1:
        return f"follows row {head.seq}: a gap"
    if row.previous != head.hash:
        return "does not follow from the row before it"
    if row.hash != hash_of(row.seq, row.previous, row.event):
        return "was changed after it was written"
    if row.hash != witnessed:
        return "is not the row that was published under this number"
    return None


def _refusal(book: Book, row: Row) -> str | None:
    try:
        book.apply(row.event)
    except LedgerError as refusal:
        return str(refusal)
    return None
