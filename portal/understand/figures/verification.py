"""Check everything that figures rest on: the chain, what is found by, the pots, the numbers shown, the public file."""

import math
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, SQLModel, col, select

from portal.understand.figures import chain_rows, pots, public_file
from portal.understand.figures.kept import Memory, known_share
from portal.understand.figures.models import Pot, Released
from portal.understand.figures.rules import BrokenLedger
from portal.understand.figures.shown import shown_row
from privacy.dp.budgets import Budget
from privacy.dp.chain import line_of
from privacy.dp.ledger import Opening, Purchase, Release, Reservation, Row
from privacy.dp.plans import Plan
from privacy.dp.verification import Verdict, verify


def verified(session: Session, *, file: Path) -> Verdict:
    """Recompute chain, prices, sums, caps and coverage, and compare what is shown and what lies in the public file.

    Says in one line what it found; the first thing that is wrong is named. A public file that is shorter than the chain
    is no fault, because it is written after each row; the verdict says how far it reaches.
    """
    lines = tuple(public_file.lines(file))  # first: whatever is published meanwhile is longer, not shorter
    try:
        rows = tuple(chain_rows.rows(session))
    except BrokenLedger as broken:
        return Verdict(holds=False, says=str(broken))
    verdict = verify(rows)
    if not verdict.holds:
        return verdict
    problem = next(_problems(session, rows, lines), None)
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


def _of_columns(session: Session, rows: tuple[Row, ...], plans: dict[str, Plan]) -> Iterator[str]:
    """What a row can be found by must follow from what it says."""
    for row, stored in zip(rows, chain_rows.stored(session), strict=True):
        plan = None if isinstance(row.event, Opening | Purchase) else plans[row.event.plan_id]
        for column in _differences(stored, chain_rows.stored_form(row, plan)):
            yield f"row {row.seq}: its column {column} does not follow from what it says"


def _of_pots(session: Session, rows: tuple[Row, ...], budgets: dict[int, Budget]) -> Iterator[str]:
    """Each pot must have its quota, and hold what the purchases come to."""
    bought = tuple((row.event, budgets[row.event.plan.year]) for row in rows if isinstance(row.event, Purchase))
    spent = pots.spent_by(bought)
    quotas = {(year, name): quota for year, budget in budgets.items() for name, quota in pots.quotas_of(budget).items()}
    found = {(pot.year, pot.pot): pot for pot in session.exec(select(Pot))}
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
    shown = {each.seq: each for each in session.exec(select(Released).order_by(col(Released.seq)))}
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
    """Each line of the public file must be the row of its number. Where there is no file there is no witness."""
    for seq, line in enumerate(lines, 1):
        if seq > len(rows):
            yield f"row {seq}: is in the public file and no longer in the database"
            return
        if line != line_of(rows[seq - 1]):
            yield f"row {seq}: is not the row that the public file has under this number"
            return


def _differences(found: SQLModel, should: SQLModel) -> Iterator[str]:
    for column in found.__class__.model_fields:
        one, other = getattr(found, column), getattr(should, column)
        is_close = isinstance(one, float) and isinstance(other, float) and math.isclose(one, other, rel_tol=1e-9)
        if one != other and not is_close:
            yield column
