"""What the city decides about its figures: since when it counts, how often it releases, which turnouts it expects."""

from sqlmodel import Session, col

from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.rules import OPERATOR
from portal.ground.audit_log.service import record
from portal.ground.inserts import insert_into
from portal.understand.figures.catalogue import STANDING
from portal.understand.figures.ledger import chosen
from portal.understand.figures.models import CadenceChoice, Start, Stretch, Turnout
from portal.understand.figures.rules import UnknownStatistic
from privacy.dp.periods import Cadence


def begin_counting(session: Session, *, week: int) -> None:
    """Count from this week on; an earlier call is only ever moved to an earlier week.

    The week comes from the city, never from what was said.
    """
    known = session.get(Start, 1)
    if known is None or week < known.week:
        session.merge(Start(id=1, week=week))
        session.flush()  # so that what is due in this transaction is right
        record(session, actor=OPERATOR, act=Act.COUNTING, object=chosen.of_start(), week=week)


def count_imported(session: Session, *, name: str, weeks: range) -> None:
    """Count these weeks too, for an import of this name; said again, its weeks only ever become more.

    Weeks between an import and the city's own beginning stay uncounted: nobody could have said anything in them, and
    every release of nothing would cost its readers time and its year a plan.
    """
    known = session.get(Stretch, name)
    before = (known.first_week, known.last_week) if known else None
    first, last = before or (weeks.start, weeks.stop - 1)
    first, last = min(first, weeks.start), max(last, weeks.stop - 1)
    if (first, last) != before:
        session.merge(Stretch(name=name, first_week=first, last_week=last))
        session.flush()
        named = chosen.of_stretch(name)
        record(session, actor=OPERATOR, act=Act.WEEKS, object=named, first_week=first, last_week=last)


def choose_cadence(session: Session, *, statistic: str, cadence: Cadence) -> None:
    """Release a statistic this often, in every year whose plan is not bought yet. Raises UnknownStatistic."""
    if statistic not in {each.name for each in STANDING}:
        raise UnknownStatistic(statistic)
    session.merge(CadenceChoice(statistic=statistic, cadence=cadence.value))
    session.flush()
    record(session, actor=OPERATOR, act=Act.CADENCE, object=chosen.of_cadence(statistic), cadence=cadence.value)


def expect_turnout(session: Session, *, poll: str, week: int) -> None:
    """Release the turnout of a vote by district, once the week in which it closed is closed. Said twice, it is once."""
    new = insert_into(session, Turnout).values(poll=poll, week=week)
    unless_known = new.on_conflict_do_nothing(index_elements=["poll"]).returning(col(Turnout.poll))
    if session.execute(unless_known).first() is not None:
        record(session, actor=OPERATOR, act=Act.TURNOUT, object=chosen.of_turnout(poll), week=week)
