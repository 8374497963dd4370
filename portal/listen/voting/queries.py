"""What can be asked about polls. Nothing here counts ballots of a poll that is open."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from portal.city.wording import Wording, wording
from portal.ground import clock
from portal.listen.voting import rules
from portal.listen.voting.models import Ballot, Poll
from portal.listen.voting.rules import Counted, Phase
from privacy.dp.weeks import weeks_of


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a voter can choose."""

    code: str
    texts: dict[str, str]

    def name_in(self, locale: str) -> Wording:
        """Say the option in `locale`, or in the city's first language."""
        return wording(self.texts, locale)


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as its pages show it."""

    id: int
    reference: str
    question: dict[str, str]
    summary: dict[str, str]
    options: tuple[Option, ...]
    opens_at: datetime
    closes_at: datetime
    turnout_on: date
    phase: Phase
    tally: dict[str, int] | None
    version: int

    def question_in(self, locale: str) -> Wording:
        """Say the question in `locale`, or in the city's first language."""
        return wording(self.question, locale)

    def summary_in(self, locale: str) -> Wording:
        """Say what it is about."""
        return wording(self.summary, locale)

    def is_whole_in(self, locale: str) -> bool:
        """Whether every text exists in `locale`; where not, the page says so."""
        return all(locale in texts for texts in (self.question, self.summary, *(each.texts for each in self.options)))

    def options_in(self, locale: str) -> list[Wording]:
        """Say every option, in the order of the ballot."""
        return [each.name_in(locale) for each in self.options]

    def option(self, code: str) -> Option | None:
        """Find an option by its code."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def result(self) -> tuple[Counted, ...]:
        """The exact result; empty before the tally is fixed."""
        return rules.result([option.code for option in self.options], self.tally) if self.tally is not None else ()


def published(session: Session) -> tuple[PollView, ...]:
    """List the polls that everyone may see, the one that closes last first."""
    asked = select(Poll).where(col(Poll.published)).order_by(col(Poll.closes_at).desc(), col(Poll.id).desc())
    return tuple(_view(row) for row in session.scalars(asked))


def every(session: Session) -> tuple[PollView, ...]:
    """List all polls, for the desk."""
    return tuple(_view(row) for row in session.scalars(select(Poll).order_by(col(Poll.id).desc())))


def by_reference(session: Session, reference: str, *, drafts: bool = False) -> PollView | None:
    """Find a poll that everyone may see; `drafts` is for the desk."""
    row = session.scalars(select(Poll).where(col(Poll.reference) == reference)).first()
    return _view(row) if row is not None and (row.published or drafts) else None


def open_now(session: Session) -> PollView | None:
    """Find the open poll that closes first, for the front door."""
    now = clock.now()
    is_open = (col(Poll.opens_at) <= now, col(Poll.closes_at) > now, col(Poll.cancelled).is_(False))
    asked = select(Poll).where(col(Poll.published), *is_open)
    row = session.scalars(asked.order_by(col(Poll.closes_at)).limit(1)).first()
    return _view(row) if row is not None else None


def has_results(session: Session) -> bool:
    """Say whether any poll has a result to read."""
    over = select(col(Poll.id)).where(col(Poll.published), col(Poll.tally).is_not(None))
    return session.scalars(over.limit(1)).first() is not None


def closing_in(session: Session, year: int) -> int:
    """Count the polls whose turnout is to be paid from the budget of `year`."""
    weeks = weeks_of(year)
    within = col(Poll.closing_week).between(weeks[0], weeks[-1])
    counted = select(func.count()).where(col(Poll.published), col(Poll.cancelled).is_(False), within)
    return session.scalar(counted.select_from(Poll)) or 0


def choice_of(session: Session, poll_id: int, mark: str) -> str | None:
    """Read what one voter has chosen so far, for that voter."""
    return session.scalar(select(col(Ballot.option)).where(col(Ballot.poll_id) == poll_id, col(Ballot.mark) == mark))


def _view(row: Poll) -> PollView:
    phase = rules.phase_of(published=row.published, opens_at=row.opens_at, closes_at=row.closes_at, now=clock.now())
    options = tuple(Option(code, texts) for code, texts in row.options)
    return PollView(
        id=row.id or 0,
        reference=row.reference,
        question=row.question,
        summary=row.summary,
        options=options,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        turnout_on=rules.turnout_day(row.closing_week),
        phase=Phase.CANCELLED if row.cancelled else phase,
        tally=row.tally,
        version=row.version,
    )
