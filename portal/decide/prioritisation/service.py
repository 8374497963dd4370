"""Make a ranking where one is due, and set the weights. Pages only read: a job makes a ranking, never a visit."""

from datetime import date

from sqlmodel import Session

from portal.decide.prioritisation import evidence, queries
from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.models import RankingRow, WeightsRow
from portal.decide.prioritisation.ranking import Ranking
from portal.decide.prioritisation.released import released
from portal.decide.prioritisation.weights import Weights
from portal.decide.solutions.service import RANK
from portal.ground import clock
from portal.ground.inserts import insert_into
from portal.ground.jobs import queue
from portal.ground.publicity.service import bump


def due(session: Session, *, on: date, software: str) -> Inputs | None:
    """Say what the next ranking is made of; None where nothing has changed, or before the first release."""
    weights = queries.weights_in_force(session)
    window = released(session, most_weeks=weights.weeks)
    if window is None:
        return None
    inputs = evidence.gather(session, window, weights=weights, on=on, software=software)
    return None if inputs.cause == queries.newest_cause(session) else inputs


def store(session: Session, inputs: Inputs, ranking: Ranking) -> str:
    """Keep a ranking for ever, and give its name. Made by two at once, it is kept once."""
    row = insert_into(session, RankingRow).values(
        digest=inputs.digest,
        cause=inputs.cause,
        made_at=clock.now(),
        inputs=made_of.written(inputs),
        outcome=results.written(ranking),
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["digest"]))
    bump(session)
    return inputs.digest


def set_weights(session: Session, weights: Weights) -> None:
    """Put new weights in force, and have a new ranking made. `set_by` and `since` must be said."""
    if not weights.set_by or not weights.since:
        raise ValueError("weights name the body that set them, and since when they hold")
    row = WeightsRow(
        anonymous=weights.anonymous,
        open_issue=weights.open_issue,
        severity=list(weights.severity),
        age=list(weights.age),
        cost=weights.cost,
        weeks=weights.weeks,
        set_by=weights.set_by,
        since=date.fromisoformat(weights.since),
    )
    session.add(row)
    session.flush()  # a refused row must fail before anything public moves
    queue.enqueue(session, RANK, {}, key=RANK)
    bump(session)
