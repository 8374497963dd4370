"""Write a measure, change it, show it to everyone, and take it back. Each asks for a new ranking where one is due."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from portal.decide.solutions.models import Solution
from portal.decide.solutions.rules import Measure, SolutionChanged, SolutionKnown
from portal.ground.jobs import queue
from portal.ground.new_references import free_reference
from portal.ground.publicity.service import bump

RANK = "priorities.rank"  # what the ranking waits for


def draft(session: Session, *, measure: Measure) -> Solution:
    """Write a measure that only the desk sees."""
    row = Solution(
        reference=free_reference(session, Solution.reference, prefix="S", parted_by="-"), **_columns(measure)
    )
    session.add(row)
    session.flush()  # the caller needs the reference, and it must be taken
    return row


def change(session: Session, reference: str, *, measure: Measure, version: int) -> Solution:
    """Write a measure anew. Raises SolutionChanged where `version` is not the newest."""
    row = _solution(session, reference, version)
    for name, value in _columns(measure).items():
        setattr(row, name, value)
    _moved_on(session, row, is_public=row.published)
    return row


def publish(session: Session, reference: str, *, version: int, today: date) -> None:
    """Show a measure to everyone. Raises SolutionChanged."""
    row = _solution(session, reference, version)
    row.published = True
    row.published_on = row.published_on or today
    _moved_on(session, row, is_public=True)


def withdraw(session: Session, reference: str, *, version: int) -> None:
    """Take a measure back. It leaves the next ranking; earlier rankings keep its name. Raises SolutionChanged."""
    row = _solution(session, reference, version)
    row.published = False
    _moved_on(session, row, is_public=True)


def delete_draft(session: Session, reference: str, *, version: int) -> None:
    """Throw a measure away that nobody outside has seen. Raises SolutionChanged, and SolutionKnown where it was."""
    row = _solution(session, reference, version)
    if row.published_on is not None:
        raise SolutionKnown
    session.delete(row)


def _moved_on(session: Session, row: Solution, *, is_public: bool) -> None:
    row.version += 1
    session.add(row)
    session.flush()  # a refused row must fail before anything public moves
    if is_public:
        queue.enqueue(session, RANK, {}, key=RANK)
        bump(session)


def _solution(session: Session, reference: str, version: int) -> Solution:
    asked = select(Solution).where(col(Solution.reference) == reference).with_for_update()
    row = session.scalars(asked).first()
    if row is None or row.version != version:
        raise SolutionChanged
    return row


def _columns(measure: Measure) -> dict[str, Any]:
    return {
        "titles": measure.titles,
        "summaries": measure.summaries,
        "effects": measure.effects,
        "cost_cents": measure.cost_cents,
        "services": list(measure.services),
        "districts": list(measure.districts),
        "relief_percent": measure.relief.percent,
        "relief_low_percent": measure.relief.low_percent,
        "relief_high_percent": measure.relief.high_percent,
    }
