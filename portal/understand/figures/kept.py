"""The kept share: what part of all voices the bound lets count, from figures that were released before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session, col, select

from portal.understand.figures.catalogue import EFFORT, NEEDS
from portal.understand.figures.models import Released
from privacy.dp.estimates import Estimate, Scaled
from privacy.dp.kept_share import KeptShare
from privacy.dp.noise import Mechanism, Noise


@dataclass(frozen=True, slots=True)
class KnownShare:
    """The kept share of one period."""

    period: str
    kept: KeptShare

    @property
    def share(self) -> Scaled:
        """Give the share with its interval."""
        return self.kept.share


def known_share(session: Session, *, before_seq: int | None = None) -> KnownShare | None:
    """Give the newest share that can be worked out from the releases before a row of the ledger, if any can."""
    efforts = select(Released).where(col(Released.statistic) == EFFORT.name).order_by(col(Released.seq).desc())
    if before_seq is not None:
        efforts = efforts.where(col(Released.seq) < before_seq)
    for effort in session.exec(efforts.limit(4)):
        needs = _needs_in(session, effort, before_seq)
        kept = KeptShare(estimate_of(needs), estimate_of([effort])) if needs else None
        if kept is not None and kept.is_usable:
            return KnownShare(effort.period, kept)
    return None


def estimate_of(rows: Sequence[Released]) -> Estimate:
    """Add up every cell of some releases."""
    counts: dict[Noise, int] = {}
    for row in rows:
        noise = Noise(Mechanism(row.mechanism), row.scale_milli)
        counts[noise] = counts.get(noise, 0) + len(row.numbers)
    return Estimate(sum(sum(row.numbers) for row in rows), tuple(sorted(counts.items())))


def _needs_in(session: Session, effort: Released, before_seq: int | None) -> list[Released]:
    """Find the releases of needs that make up the same weeks; none where a week of them is missing.

    They may begin later than the period, where they are the first ones of all: nobody was counted before them.
    """
    wanted = select(Released).where(col(Released.statistic) == NEEDS.name, col(Released.first_week) < effort.end_week)
    if before_seq is not None:
        wanted = wanted.where(col(Released.seq) < before_seq)
    within = wanted.where(col(Released.first_week) >= effort.first_week, col(Released.end_week) <= effort.end_week)
    rows = list(session.exec(within.order_by(col(Released.first_week))))
    if not rows or any(one.end_week != other.first_week for one, other in pairwise(rows)):
        return []
    is_first = session.exec(wanted.where(col(Released.first_week) < effort.first_week).limit(1)).first() is None
    begins_well = rows[0].first_week == effort.first_week or is_first
    return rows if begins_well and rows[-1].end_week == effort.end_week else []
