"""Check everything that figures rest on: the chain, what is found by, the pots, the numbers shown, the public file."""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, select

from portal.ground.errors import first_line
from portal.understand.figures.kept import Memory, known_share
from portal.understand.figures.ledger import chain_rows, chosen, pots, public_file
from portal.understand.figures.ledger.file_rows import refuse_short
from portal.understand.figures.ledger.release_rows import shown_row
from portal.understand.figures.models import Pot, Released
from portal.understand.figures.rules import BrokenLedger, FileShort
from privacy.dp.budgets import Budget
from privacy.dp.chain import Head, Unreadable, line_of
from privacy.dp.ledger import Opening, Purchase, Release, Reservation, Row
from privacy.dp.plans import Plan
from privacy.dp.verification import Verdict, verify

Row_ = TypeVar("Row_", bound=SQLModel)


def verified(session: Session, *, file: Path, heads: Iterable[Head] = ()) -> Verdict:
    """Recompute chain, prices, sums, caps and coverage, and compare what is shown and what lies in the public file.

    Says in one line what it found; the first thing that is wrong is named. A public file that lacks the rows of a
    worker that is about to write them is no fault; the verdict says how far it reaches. `heads` were written down
    earlier, by people: they notice that database and file were both put back to an older state.
    """
    try:
        lines = tuple(public_file.lines(file))  # first: whatever is published meanwhile is longer, not shorter
        rows = tuple(chain_rows.rows(session))
        verdict = verify(rows, heads=heads)
        problem = next(_problems(session, rows, lines), None) if verdict.holds else None
        if verdict.holds and problem is None:
            at = public_file.head(file)  # again: what was published meanwhile is in it
            refuse_short(file, at, rows[at.seq :])
    except (BrokenLedger, FileShort, Unreadable) as broken:
        return Verdict(holds=False, says=str(broken))
    except DBAPIError as error:
        return Verdict(holds=False, says=f"the database cannot be read: {first_line(error)}")
    if not verdict.holds:
        return verdict
    if problem is not None:
        return Verdict(holds=False, says=problem)
    return Verdict(holds=True, says=f"{verdict.says}; the public file has {len(lines)} of them")


def _problems(session: Session, rows: tuple[Row, ...], lines: tuple[str, ...]) -> Iterator[str]:
    plans = {row.event.plan.id: row.event.plan for row in rows if isinstance(row.event, Purchase)}
    budgets = {row.event.budget.year: row.event.budget for row in rows if isinstance(row.event, Opening)}
    yield from _of_columns(session, rows, plans)
    yield from _of_file(rows, lines)
    yield from _of_pots(session, rows, budgets)
    yield from _of_shown(session, rows, plans, budgets)
    yield from chosen.problems(session, rows, plans)


def _of_columns(session: Session, rows: tuple[Row, ...], plans: dict[str, Plan]) -> Iterator[str]:
    """What a row can be found by must follow from what it says."""
    for row, stored in zip(rows, chain_rows.stored(session), strict=False):
        plan = None if isinstance(row.event, Opening | Purchase) else plans[row.event.plan_id]
        for column in _differences(stored, chain_rows.stored_form(row, plan)):
            yield f"row {row.seq}: its column {column} does not follow from what it says"


def _of_pots(session: Session, rows: tuple[Row, ...], budgets: dict[int, Budget]) -> Iterator[str]:
    """Each pot must have its quota, and hold what the purchases come to."""
    bought = tuple((row.event, budgets[row.event.plan.year]) for row in rows if isinstance(row.event, Purchase))
    spent = pots.spent_by(bought)
    quotas = {(year, name): quota for year, budget in budgets.items() for name, quota in pots.quotas_of(budget).items()}
    found = {(pot.year, pot.pot): pot for pot in _read(session, Pot, "pot")}
    for year, name in sorted(quotas.keys() ^ found.keys()):
        yield f"pot {name} of {year}: is missing, or should not be there"
    for (year, name), pot in sorted(found.items()):
        told = (pot.quota, pot.nano_epsilon, pot.nano_rho, pot.converted)
        if told != (quotas[year, name], *spent.get((year, name), (0, 0, 0))):
            yield f"pot {name} of {year}: does not hold what the purchases come to"


def _of_shown(
    session: Session, rows: tuple[Row, ...], plans: dict[str, Plan], budgets: dict[int, Budget]
) -> Iterator[str]:
    """Each release must be shown as the ledger has it, and nothing else may be shown."""
    shown = {each.seq: each for each in _read(session, Released, "release")}
    taken: dict[tuple[str, str], Reservation] = {}
    memory: Memory = {}
    for row in rows:
        if isinstance(row.event, Reservation):
            taken[row.event.plan_id, row.event.period] = row.event
        if not isinstance(row.event, Release):
            continue
        plan, found = plans[row.event.plan_id], shown.pop(row.seq, None)
        if found is None:
            yield f"row {row.seq}: the release of {plan.statistic} {row.event.period} is not shown"
            continue
        reservation, family = taken[plan.id, row.event.period], budgets[plan.year].family(plan.family)
        kept = known_share(session, before_seq=row.seq, memory=memory)
        should = shown_row(row.seq, plan=plan, family=family, taken=reservation, release=row.event, kept=kept)
        for column in _differences(found, should):
            yield f"release {found.reference}: its column {column} is not what row {row.seq} of the ledger says"
    for extra in shown.values():
        yield f"release {extra.reference}: is shown but not on the ledger"


def _of_file(rows: tuple[Row, ...], lines: tuple[str, ...]) -> Iterator[str]:
    """Each line of the public file must be the row of its number."""
    for seq, line in enumerate(lines, 1):
        if seq > len(rows):
            yield f"row {seq}: is in the public file and no longer in the database"
            return
        if line != line_of(rows[seq - 1]):
            yield f"row {seq}: is not the row that the public file has under this number"
            return


def _read(session: Session, kind: type[Row_], named: str) -> Iterator[Row_]:
    """Read a table row by row of its key. Raises BrokenLedger for a row that is not written as it should be."""
    key = sa.inspect(kind).primary_key
    for found in session.execute(select(*key).order_by(*key)).all():
        try:
            yield session.get_one(kind, tuple(found))
        except (ValueError, TypeError, RecursionError) as error:
            raise BrokenLedger(f"{named} {' '.join(map(str, found))}: cannot be read") from error


def _differences(found: SQLModel, should: SQLModel) -> Iterator[str]:
    for column in found.__class__.model_fields:
        one, other = getattr(found, column), getattr(should, column)
        is_close = isinstance(one, float) and isinstance(other, float) and math.isclose(one, other, rel_tol=1e-9)
        if one != other and not is_close:
            yield column
