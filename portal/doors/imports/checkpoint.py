"""How far an import has come, kept in the transactions of what it takes in, and which requests are known already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from portal.doors.imports.models import ImportedRequest, ImportRun
from portal.doors.imports.rules import Counts, RunsAlready, counts_from
from portal.ground import clock
from portal.ground.inserts import dialect_of, insert_into, insert_many, packed

_TABLE = ImportedRequest.metadata.tables[str(ImportedRequest.__tablename__)]
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RunKey:
    """What makes a run the same one: the source, the file's bytes, and the map's."""

    source: str
    file_digest: str
    map_digest: str


@dataclass(slots=True)
class Checkpoint:
    """A run as this process knows it."""

    run_id: int
    rows: int
    rejects_bytes: int
    counts: Counts


class Known(NamedTuple):
    """Where a request was taken in."""

    run_id: int
    row: int


def open_run(session: Session, key: RunKey, *, rejects_bytes: Callable[[], int]) -> Checkpoint:
    """Find where a run stopped, or begin it.

    `rejects_bytes` tells how long the file of rejects is. Where that has lost some, and where the run was finished
    before, the rows are read from the first on again, and those that are known are passed over.
    """
    facts = {"source": key.source, "file_digest": key.file_digest, "map_digest": key.map_digest}
    new = insert_into(session, ImportRun).values(
        **facts, started_at=clock.now(), rows=0, rejects_bytes=0, counts={}, finished=False
    )
    session.execute(new.on_conflict_do_nothing(index_elements=list(facts)))
    asked = select(ImportRun).where(*(getattr(ImportRun, name) == fact for name, fact in facts.items()))
    run = session.exec(asked.with_for_update()).one()
    assert run.id is not None  # noqa: S101 - it was read
    if run.finished or rejects_bytes() < run.rejects_bytes:
        run.rows, run.rejects_bytes, run.counts, run.finished = 0, 0, {}, False
        session.flush()
    return Checkpoint(run.id, run.rows, run.rejects_bytes, counts_from(run.counts))


def hold(session: Session, at: Checkpoint) -> None:
    """Keep the run to this transaction. Raises RunsAlready where another process has moved it meanwhile."""
    asked = select(ImportRun.rows, ImportRun.finished).where(col(ImportRun.id) == at.run_id).with_for_update()
    if session.exec(asked).one() != (at.rows, False):
        raise RunsAlready("Another process takes in this file. Wait until it has ended, then start again.")


def advance(session: Session, at: Checkpoint, *, rejects_bytes: int, finished: bool = False) -> None:
    """Write down how far the run is now, in the transaction that holds it."""
    session.execute(
        sa.update(ImportRun)
        .where(col(ImportRun.id) == at.run_id)
        .values(rows=at.counts.rows, rejects_bytes=rejects_bytes, counts=at.counts.stored(), finished=finished)
    )
    at.rows, at.rejects_bytes = at.counts.rows, rejects_bytes


def known(session: Session, source: str, external_ids: Sequence[str]) -> dict[str, Known]:
    """Find which of these requests were taken in before, and where."""
    found: dict[str, Known] = {}
    for start in range(0, len(external_ids), _IDS_AT_ONCE):
        some = external_ids[start : start + _IDS_AT_ONCE]
        asked = sa.select(_TABLE.c.external_id, _TABLE.c.run_id, _TABLE.c.row)
        rows = session.execute(asked.where(_TABLE.c.source == source, _TABLE.c.external_id.in_(some)))
        found |= {external_id: Known(run_id, row) for external_id, run_id, row in rows}
    return found


def remember(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down which requests were taken in. Raises RunsAlready where another process took one in meanwhile."""
    dialect = dialect_of(session)
    try:
        session.connection().execute(insert_many(dialect, ImportedRequest, tuple(rows[0])), packed(dialect, rows))
    except IntegrityError as error:
        raise RunsAlready("Another process takes in requests of this source. Wait until it has ended.") from error
