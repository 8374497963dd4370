"""The public file held against the chain, row by row, before anything is built on what it says."""

from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session

from portal.understand.figures.ledger import chain_rows, public_file
from portal.understand.figures.rules import FileShort, ForeignFile
from privacy.dp.chain import EMPTY, Head, Unreadable, head_of, link, row_of
from privacy.dp.ledger import Opening, Release, Reservation, Row
from privacy.dp.verification import verify


def compared(session: Session, file: Path, *, may_be_short: bool = False) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Read all of both; give the chain's rows, and those that only the file has.

    Raises Unreadable, ForeignFile where the file is not this chain's, FileShort, BrokenLedger.
    """
    lines = tuple(public_file.lines(file))  # first: whatever is published meanwhile is not taken for lost
    known, newer = tuple(chain_rows.rows(session)), list[Row]()
    head = EMPTY
    for number, line in enumerate(lines, 1):
        row = _read(file, number, line)
        if row != (known[number - 1] if number <= len(known) else link(head, row.event)):
            raise ForeignFile(
                f"{file}: line {number} does not follow from the database. It is another city's file, or was changed."
            )
        head = head_of(row)
        if number > len(known):
            newer.append(row)
    if not may_be_short and not newer:
        at = public_file.head(file)  # again: what was published meanwhile is in it
        refuse_short(file, at, known[at.seq :])
    verdict = verify((*known, *newer)) if newer else None
    if verdict is not None and not verdict.holds:
        raise ForeignFile(f"{file}: {verdict.says}. These rows cannot be taken back.")
    return known, tuple(newer)


def refuse_short(file: Path, at: Head, missing: Iterable[Row]) -> None:
    """Raise FileShort where the file lacks more of the chain than a worker that died can have left unwritten.

    The file begins before the first purchase, and has each reservation before its noise is drawn.
    """
    begun = set[tuple[str, str]]()
    for row in missing:
        match row.event:
            case Opening():
                continue
            case Reservation(plan_id=plan_id, period=period):
                begun.add((plan_id, period))
            case Release(plan_id=plan_id, period=period) if (plan_id, period) in begun:
                raise FileShort(f"{file} ends at row {at.seq} and lacks what was published since. {FileShort.advice}")
        if at == EMPTY:
            raise FileShort(f"There is no public ledger file at {file}, or it is empty. {FileShort.advice}")


def _read(file: Path, number: int, line: str) -> Row:
    try:
        return row_of(line)
    except (Unreadable, RecursionError) as error:
        raise Unreadable(f"{file}: line {number} is no ledger row. Put the newest whole copy back.") from error
