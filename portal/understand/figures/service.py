"""What the city decides about its figures: since when it counts, how often it releases, which turnouts it expects."""

from sqlmodel import Session

from portal.ground.inserts import insert_into
from portal.understand.figures.catalogue import STANDING
from portal.understand.figures.models import CadenceChoice, Start, Turnout
from portal.understand.figures.rules import UnknownStatistic
from privacy.dp.periods import Cadence


def begin_counting(session: Session, *, week: int) -> None:
    """Count from this week on; an earlier call is only ever moved to an earlier week.

    The week comes from the city (its first day, or the first day of what it imports), never from what was said.
    """
    known = session.get(Start, 1)
    if known is None or week < known.week:
        session.merge(Start(id=1, week=week))
        session.flush()  # so that what is due in this transaction is right


def choose_cadence(session: Session, *, statistic: str, cadence: Cadence) -> None:
    """Release a statistic this often, in every year whose plan is not bought yet. Raises UnknownStatistic."""
    if statistic not in {each.name for each in STANDING}:
        raise UnknownStatistic(statistic)
    session.merge(CadenceChoice(statistic=statistic, cadence=cadence.value))
    session.flush()


def expect_turnout(session: Session, *, poll: str, week: int) -> None:
    """Release the turnout of a vote by district, once the week in which it closed is closed. Said twice, it is once."""
    new = insert_into(session, Turnout).values(poll=poll, week=week)
    session.execute(new.on_conflict_do_nothing(index_elements=["poll"]))
