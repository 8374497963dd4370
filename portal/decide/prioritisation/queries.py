"""What can be asked about rankings: the newest, one by its name, and the weights in force."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.models import RankingRow, WeightsRow
from portal.decide.prioritisation.ranking import Ranking
from portal.decide.prioritisation.weights import DEFAULT, Weights

_MOST_KEPT = 8
_kept: OrderedDict[tuple[str, datetime], "Stored"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Stored:
    """A ranking as it was made."""

    digest: str
    made_at: datetime
    inputs: Inputs
    ranking: Ranking


def newest(session: Session) -> Stored | None:
    """Find the newest ranking."""
    return _found(session, sa.select(*_NAME).order_by(col(RankingRow.id).desc()).limit(1))


def by_digest(session: Session, digest: str) -> Stored | None:
    """Find a ranking by its name."""
    return _found(session, sa.select(*_NAME).where(col(RankingRow.digest) == digest))


def newest_cause(session: Session) -> str | None:
    """Say what the newest ranking was made for."""
    return session.scalar(sa.select(col(RankingRow.cause)).order_by(col(RankingRow.id).desc()).limit(1))


def weights_in_force(session: Session) -> Weights:
    """Read the weights that the city has set last; the portal's own before it has set any."""
    row = session.scalars(sa.select(WeightsRow).order_by(col(WeightsRow.id).desc()).limit(1)).first()
    return DEFAULT if row is None else _weights(row)


def every_weights(session: Session) -> frozenset[Weights]:
    """Read all weights that were ever in force, the portal's own among them."""
    return frozenset((DEFAULT, *map(_weights, session.scalars(sa.select(WeightsRow)))))


def _weights(row: WeightsRow) -> Weights:
    low, middle, high = row.severity
    new, older, old = row.age
    return Weights(
        anonymous=row.anonymous,
        open_issue=row.open_issue,
        severity=(low, middle, high),
        age=(new, older, old),
        cost=row.cost,
        weeks=row.weeks,
        set_by=row.set_by,
        since=row.since.isoformat(),
    )


_NAME = (col(RankingRow.digest), col(RankingRow.made_at))


def _found(session: Session, asked: "sa.Select[str, datetime]") -> Stored | None:
    """Read a ranking; the last few are kept, for a row never changes under its name."""
    name = session.execute(asked).first()
    if name is None:
        return None
    key = (name.digest, name.made_at)
    with _lock:
        kept = _kept.get(key)
    if kept is None:
        row = session.execute(
            sa.select(col(RankingRow.inputs), col(RankingRow.outcome)).where(col(RankingRow.digest) == name.digest)
        ).one()
        kept = Stored(*key, made_of.read(row.inputs), results.read(row.outcome))
        with _lock:
            _kept[key] = kept
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
    return kept
