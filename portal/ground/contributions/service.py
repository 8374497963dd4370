"""Admitting a voice to what is counted, correcting it while its week is open, and erasing it."""

import secrets
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Executable, bindparam, func, select, update
from sqlmodel import Session, col

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.rules import (
    BLANK,
    WHOLE_CITY,
    PeriodClosed,
    Voice,
    cell_of,
    family_of,
    is_event_level,
    oldest_open_week,
)
from portal.ground.inserts import dialect_of, insert_for

_TABLE = Contribution.metadata.tables[str(Contribution.__tablename__)]
_SLOT = ("family", "unit", "win", "slot")
_COLUMNS = (*_SLOT, "week", "cell", "handle")
_BATCH = 1_000  # rows a statement: 7,000 parameters of the 32,766 that SQLite takes
_Row = dict[str, Any]
_Window = tuple[str, int, int]


def admit(session: Session, *, family: str, unit: int | None = None, week: int, cell: str = WHOLE_CITY) -> UUID | None:
    """Count a voice if its unit has a slot left in this window, and return the handle for correcting it.

    None means: not counted, and nothing is wrong. `unit` is the pseudonym in this very family, or None where the report
    itself is the unit. Keep the handle sealed: to whoever holds the database it leads to the pseudonym.
    """
    row, bound = _row_of(Voice(family, unit, week, cell)), family_of(family).bound
    into = _into_next_free_slot(dialect_of(session))
    for _ in range(bound):
        if session.connection().execute(into, row | {"bound": bound}).first() is not None:
            handle: UUID = row["handle"]
            return handle
        if bound == 1 or _slots_taken(session, [row])[_window(row)] >= bound:
            return None
    return None  # somebody else took a slot at each of our tries, so all are gone


def admit_many(session: Session, voices: Sequence[Voice]) -> tuple[UUID | None, ...]:
    """Count many voices, the first of a window first, and return their handles in the same order: for imports."""
    rows = [_row_of(voice) for voice in voices]
    bounds = {voice.family: family_of(voice.family).bound for voice in voices}
    taken = _slots_taken(session, [row for row in rows if bounds[row["family"]] > 1])
    for row in rows:
        taken[_window(row)] += 1
        row["slot"] = taken[_window(row)]
    fitting = [row for row in rows if row["slot"] <= bounds[row["family"]]]
    counted = _insert(session, sorted(fitting, key=lambda row: (*_window(row), row["slot"])))
    lost = {row["handle"]: row for row in fitting if row["handle"] not in counted and bounds[row["family"]] > 1}
    return tuple(
        _again(session, row) if row["handle"] in lost else row["handle"] if row["handle"] in counted else None
        for row in rows
    )


def correct(session: Session, handle: UUID, *, cell: str, now_week: int) -> None:
    """Count a voice in another cell; raises PeriodClosed."""
    if cell == BLANK:
        raise ValueError("a voice counts in a cell")
    _set_cell(session, handle, cell, now_week)


def blank(session: Session, handle: UUID, *, now_week: int) -> None:
    """Stop counting what is no voice (spam, a test, written by staff); its slot stays taken. Raises PeriodClosed."""
    _set_cell(session, handle, BLANK, now_week)


def _row_of(voice: Voice) -> _Row:
    rules = family_of(voice.family)
    if is_event_level(rules) != (voice.unit is None):
        raise ValueError("a resident's voice has a pseudonym, an anonymous report has none")
    unit = secrets.randbits(63) if voice.unit is None else voice.unit
    window = {"family": voice.family, "unit": unit, "win": rules.window_of(voice.week, unit)}
    return window | {"week": voice.week, "cell": cell_of(rules, voice.cell), "handle": uuid4()}


def _window(row: _Row) -> _Window:
    return row["family"], row["unit"], row["win"]


@cache
def _into_next_free_slot(dialect: str) -> Executable:
    """One statement, so that the bound holds whatever happens at the same time; it returns no row when it loses."""
    given = {name: bindparam(name, type_=_TABLE.c[name].type) for name in ("family", "unit", "win")}
    slots = select((func.coalesce(func.max(_TABLE.c.slot), 0) + 1).label("slot"))
    free = slots.where(*(_TABLE.c[name] == value for name, value in given.items())).subquery()
    rest = [bindparam(name, type_=_TABLE.c[name].type) for name in ("week", "cell", "handle")]
    row = select(*given.values(), free.c.slot, *rest).where(free.c.slot <= bindparam("bound"))
    return _unless_taken(insert_for(dialect, Contribution).from_select(_COLUMNS, row))


@cache
def _into_their_slots(dialect: str) -> Executable:
    """Insert many rows: as one array a column where the database takes arrays, which is thrice as fast."""
    into = insert_for(dialect, Contribution)
    if dialect != "postgresql":
        return _unless_taken(into)
    arrays = [bindparam(name, type_=ARRAY(_TABLE.c[name].type)) for name in _COLUMNS]
    rows = func.unnest(*arrays).table_valued(*(_TABLE.c[name] for name in _COLUMNS)).render_derived(name="given")
    return _unless_taken(into.from_select(_COLUMNS, select(rows)))


def _unless_taken(into: Any) -> Executable:
    statement: Executable = into.on_conflict_do_nothing(index_elements=_SLOT).returning(_TABLE.c.handle)
    return statement


def _slots_taken(session: Session, rows: Sequence[_Row]) -> Counter[_Window]:
    taken: Counter[_Window] = Counter()
    keys = sorted({(row["family"], row["unit"]) for row in rows})
    window = (_TABLE.c.family, _TABLE.c.unit, _TABLE.c.win)
    for start in range(0, len(keys), _BATCH):
        families, units = zip(*keys[start : start + _BATCH], strict=True)
        among = _TABLE.c.family.in_(set(families)), _TABLE.c.unit.in_(units)
        highest = select(*window, func.max(_TABLE.c.slot)).where(*among).group_by(*window)
        taken.update({(family, unit, win): slot for family, unit, win, slot in session.execute(highest)})
    return taken


def _insert(session: Session, rows: Sequence[_Row]) -> frozenset[UUID]:
    """Insert in the order of the key, so that two imports never wait for each other in a ring."""
    connection, dialect = session.connection(), dialect_of(session)
    counted: set[UUID] = set()
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        given = {name: [row[name] for row in batch] for name in _COLUMNS} if dialect == "postgresql" else batch
        counted.update(connection.execute(_into_their_slots(dialect), given).scalars())
    return frozenset(counted)


def _again(session: Session, row: _Row) -> UUID | None:
    return admit(session, family=row["family"], unit=row["unit"], week=row["week"], cell=row["cell"])


def _set_cell(session: Session, handle: UUID, cell: str, now_week: int) -> None:
    still_open = col(Contribution.week) >= oldest_open_week(now_week)
    change = update(Contribution).where(col(Contribution.handle) == handle, still_open).values(cell=cell)
    if session.execute(change).rowcount == 0:  # type: ignore[attr-defined]
        raise PeriodClosed
