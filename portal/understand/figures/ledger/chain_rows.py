"""The chain as it lies in the database: read back, waited for in line, and made longer by one row."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.understand.figures.models import LedgerRow
from portal.understand.figures.rules import BrokenLedger
from privacy.dp.chain import EMPTY, Head, body_of, event_of, link
from privacy.dp.ledger import Event, Opening, Purchase, Row
from privacy.dp.plans import Plan

_LOCK = 0x7665_755F_6C65_6402  # "veu_led", 2: one number for all processes of a database
_PAGE = 200
_INTO = sa.insert(LedgerRow.metadata.tables[str(LedgerRow.__tablename__)])


def wait_in_line(session: Session) -> None:
    """Let one transaction at a time append, so that each sees the row before; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(sa.func.pg_advisory_xact_lock(_LOCK)))


def head(session: Session) -> Head:
    """Return the newest row's number and hash."""
    newest = select(LedgerRow.seq, LedgerRow.hash).order_by(col(LedgerRow.seq).desc()).limit(1)
    row = session.exec(newest).first()
    return Head(*row) if row else EMPTY


def holds(session: Session, at: Head) -> bool:
    """Say whether the chain has this very row."""
    known = session.exec(select(LedgerRow.hash).where(col(LedgerRow.seq) == at.seq)).first()
    return at == EMPTY or known == at.hash


def stored(session: Session, *, after: int = 0, year: int | None = None) -> Iterator[LedgerRow]:
    """Walk the rows behind a number in order, a page at a time."""
    wanted = select(LedgerRow).order_by(col(LedgerRow.seq))
    if year is not None:
        wanted = wanted.where(col(LedgerRow.year) == year)
    seq = after
    while page := _page(session, wanted.where(col(LedgerRow.seq) > seq), after=seq):
        yield from page
        seq = page[-1].seq


def _page(session: Session, wanted: Any, *, after: int) -> Sequence[LedgerRow]:
    try:
        page: Sequence[LedgerRow] = session.exec(wanted.limit(_PAGE)).all()
    except (ValueError, TypeError) as error:  # another type than the column's, which SQLite lets in
        raise BrokenLedger(f"a row behind row {after}: cannot be read") from error
    return page


def rows(session: Session, *, after: int = 0, year: int | None = None) -> Iterator[Row]:
    """Read the chain, or one budget year's part of it. Raises BrokenLedger for a row that cannot be read."""
    return (row_of(each) for each in stored(session, after=after, year=year))


def row_of(stored_row: LedgerRow) -> Row:
    """Read one row. Raises BrokenLedger."""
    try:
        event = _event(stored_row.body)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BrokenLedger(f"row {stored_row.seq}: is not a ledger row") from error
    return Row(stored_row.seq, stored_row.previous, event, stored_row.hash)


def append(session: Session, event: Event, plan: Plan | None) -> Row:
    """Link an event to the chain; `plan` is the one it speaks of. The rules were asked before, and the lock is held."""
    row = link(head(session), event)
    session.connection().execute(_INTO, stored_form(row, plan).model_dump())  # a refused row must fail here
    return row


def stored_form(row: Row, plan: Plan | None) -> LedgerRow:
    """Write a row as the table holds it: what can be searched for follows from the event."""
    stored_row = LedgerRow(
        seq=row.seq, previous=row.previous, kind=row.event.kind, year=0, body=body_of(row.event), hash=row.hash
    )
    match row.event:
        case Opening(budget=budget):
            stored_row.year = budget.year
        case Purchase(plan=bought):
            stored_row.year, stored_row.plan_id, stored_row.statistic = bought.year, bought.id, bought.statistic
        case event:
            known = _plan(plan)
            stored_row.year, stored_row.plan_id, stored_row.statistic = known.year, event.plan_id, known.statistic
            stored_row.period = event.period
    return stored_row


def _plan(plan: Plan | None) -> Plan:
    if plan is None:
        raise BrokenLedger("a row speaks of a plan that was never bought")
    return plan


@lru_cache(4096)
def _event(body: str) -> Event:
    return event_of(json.loads(body))
