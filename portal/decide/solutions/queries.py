"""What can be asked about measures. Only published ones are for everyone; `drafts` is for the desk."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from portal.city.wording import Wording, wording
from portal.decide.solutions.models import Solution
from portal.decide.solutions.rules import Measure, Relief


@dataclass(frozen=True, slots=True)
class SolutionView:
    """A measure as pages and the ranking read it."""

    id: int
    reference: str
    measure: Measure
    published: bool
    published_on: date | None
    version: int

    def title_in(self, locale: str) -> Wording:
        """Say the title in `locale`, or in the city's first language."""
        return wording(self.measure.titles, locale)

    def summary_in(self, locale: str) -> Wording:
        """Say what would be done."""
        return wording(self.measure.summaries, locale)

    def effect_in(self, locale: str) -> Wording:
        """Say what is expected to change."""
        return wording(self.measure.effects, locale)

    def is_whole_in(self, locale: str) -> bool:
        """Whether every text exists in `locale`; where not, the page says so."""
        return all(locale in texts for texts in (self.measure.titles, self.measure.summaries, self.measure.effects))


def published(session: Session) -> tuple[SolutionView, ...]:
    """List the measures that everyone may see, in the order of their references, which means nothing."""
    asked = select(Solution).where(col(Solution.published)).order_by(col(Solution.reference))
    return tuple(_view(row) for row in session.scalars(asked))


def every(session: Session) -> tuple[SolutionView, ...]:
    """List all measures for the desk, the newest first."""
    return tuple(_view(row) for row in session.scalars(select(Solution).order_by(col(Solution.id).desc())))


def by_reference(session: Session, reference: str, *, drafts: bool = False, lock: bool = False) -> SolutionView | None:
    """Find a measure; `lock` keeps other clerks from changing it until this transaction ends."""
    asked = select(Solution).where(col(Solution.reference) == reference)
    row = session.scalars(asked.with_for_update() if lock else asked).first()
    return _view(row) if row is not None and (row.published or drafts) else None


def _view(row: Solution) -> SolutionView:
    measure = Measure(
        titles=row.titles,
        summaries=row.summaries,
        effects=row.effects,
        cost_cents=row.cost_cents,
        services=tuple(row.services),
        districts=tuple(row.districts),
        relief=Relief(row.relief_percent, row.relief_low_percent, row.relief_high_percent),
    )
    return SolutionView(row.id or 0, row.reference, measure, row.published, row.published_on, row.version)
