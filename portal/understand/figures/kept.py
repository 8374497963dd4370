"""The kept share: what part of all voices the bound lets count, from figures that were released before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sqlmodel import Session, col, select

from portal.understand.figures.catalogue import EFFORT, NEEDS
from portal.understand.figures.models import Released
from privacy.dp.estimates import Estimate, Scaled
from privacy.dp.kept_share import KeptShare
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Period
from privacy.dp.weeks import WINDOW_WEEKS


class Span(NamedTuple):
    """Where one release of needs or effort stands, without its numbers."""

    seq: int
    statistic: str
    first_week: int
    end_week: int
    period: str


@dataclass(frozen=True, slots=True)
class KnownShare:
    """The kept share of one period."""

    period: str
    kept: KeptShare

    @property
    def share(self) -> Scaled:
        """Give the share with its interval."""
        return self.kept.share


Memory = dict[tuple[int, ...], KeptShare]


def share_for(session: Session, period: Period, *, start: int | None) -> KnownShare | None:
    """Give the share that a period's figures may be rescaled with: its own, or the newest that is like other times.

    In a city's first 13 weeks everybody's first voice counts. So a share lends itself to other periods only with as
    many weeks in it after those.
    """
    ordinary_from = (start or 0) + 2 * WINDOW_WEEKS
    own = known_share(session, of=lambda each: each.first_week <= period.first and period.end <= each.end_week)
    return own or known_share(session, of=lambda each: each.end_week >= ordinary_from)


def known_share(
    session: Session,
    *,
    before_seq: int | None = None,
    memory: Memory | None = None,
    of: Callable[[Span], bool] = lambda _: True,
) -> KnownShare | None:
    """Give the newest share that can be worked out from the releases before a row of the ledger, if any can.

    `memory` spares the adding up where it is asked for one row after another; `of` chooses among periods of effort.
    """
    spans = spans_before(session, before_seq)
    known = memory if memory is not None else {}
    for effort in (each for each in spans if each.statistic == EFFORT.name and of(each)):
        needs = _needs_in(spans, effort)
        key = (effort.seq, *(each.seq for each in needs))
        if needs and key not in known:
            known[key] = KeptShare(_sum(session, key[1:]), _sum(session, key[:1]))
        if needs and known[key].is_usable:
            return KnownShare(effort.period, known[key])
    return None


def spans_before(session: Session, seq: int | None) -> tuple[Span, ...]:
    """List the releases of needs and effort before a row of the ledger, newest row first; none where effort is none."""
    columns = (Released.seq, Released.statistic, Released.first_week, Released.end_week, Released.period)
    wanted = select(*columns).where(col(Released.statistic).in_((NEEDS.name, EFFORT.name)))  # type: ignore[call-overload]
    if seq is not None:
        wanted = wanted.where(col(Released.seq) < seq)
    return tuple(Span(*row) for row in session.exec(wanted.order_by(col(Released.seq).desc())))


def _needs_in(spans: Sequence[Span], effort: Span) -> tuple[Span, ...]:
    """Find the releases of needs that make up the same weeks; none where a week of them is missing.

    They may begin later than the period, where they are the first ones of all: nobody was counted before them.
    """
    all_needs = sorted((each for each in spans if each.statistic == NEEDS.name), key=lambda each: each.first_week)
    needs = tuple(
        each for each in all_needs if effort.first_week <= each.first_week and each.end_week <= effort.end_week
    )
    if not needs or any(one.end_week != other.first_week for one, other in pairwise(needs)):
        return ()
    begins_well = needs[0].first_week == effort.first_week or all_needs[0] == needs[0]
    return needs if begins_well and needs[-1].end_week == effort.end_week else ()


def _sum(session: Session, seqs: Sequence[int]) -> Estimate:
    """Add up every cell of some releases."""
    counts: dict[Noise, int] = {}
    value = 0
    for row in session.exec(select(Released).where(col(Released.seq).in_(seqs))):
        noise = Noise(Mechanism(row.mechanism), row.scale_milli)
        counts[noise] = counts.get(noise, 0) + len(row.numbers)
        value += sum(row.numbers)
    return Estimate(value, tuple(sorted(counts.items())))
