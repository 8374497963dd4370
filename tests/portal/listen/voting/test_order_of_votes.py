"""Whoever holds a copy of the database cannot join ballots to the turnout by the order in which rows were written."""

from datetime import timedelta

from sqlalchemy import text

from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.contributions import forgetting as contributions
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.ground.vault import checkpoint
from portal.listen.voting import service
from portal.listen.voting.rules import Drafted
from portal.work import registry
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import pseudonym

VOTERS = 60
CHANCE = 9  # of 60 pairs in random order one fits; more than nine fit once in a million times
ORDER = {"sqlite": "", "postgresql": " ORDER BY xmin::text::bigint, ctid"}


def vote_of_many(city: Database, settings: Settings) -> dict[str, int]:
    """Let everybody vote in a random order; give whose ballot is whose turnout, which nothing stored may say."""
    now, words = clock.now(), {"ca": "x", "es": "x", "en": "x"}
    drafted = Drafted(words, words, (words, words), now - timedelta(hours=1), now + timedelta(days=7))
    with city.writing() as session:
        poll = service.draft(session, poll=drafted, zone=settings.zone)
        service.publish(session, poll.id or 0)
    truth = {}
    for number in range(VOTERS):
        names = {key: pseudonym(bytes([number] * 32), key=key.encode()) for key in ("ballot", "turnout")}
        taken = iter(("ballot", "turnout"))
        with city.writing() as session:
            service.vote(
                session,
                poll_id=poll.id or 0,
                voter=lambda _key, names=names, taken=taken: names[next(taken)],  # type: ignore[misc]
                option="o1",
                district="centre",
            )
        truth[names["ballot"].hex] = names["turnout"].number
    return truth


def joined_by_order(city: Database, truth: dict[str, int]) -> int:
    """Pair the rows of both tables by the hidden order that the database gives them; count the pairs that are right."""
    order = ORDER["sqlite" if city.is_sqlite else "postgresql"]
    with city.reading() as session:
        marks = session.execute(text(f"SELECT mark FROM listen_ballot{order}")).scalars().all()  # noqa: S608
        voices = f"SELECT unit FROM ground_contribution WHERE family LIKE 'breakdown:%'{order}"  # noqa: S608
        units = session.execute(text(voices)).scalars().all()
    assert len(marks) == len(units) == VOTERS
    return sum(truth[mark] == unit for mark, unit in zip(marks, units, strict=True))


def test_ballots_and_turnout_are_not_joined_by_their_order(
    city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    truth = vote_of_many(city, settings)
    if not city.is_sqlite:
        assert joined_by_order(city, truth) == VOTERS  # the control: until the hour is over, PostgreSQL knows
    work = registry(settings, ring)
    assert {"voting.forget_order", "figures.forget_order"} <= {each.kind for each in work.recurring}
    frozen_clock.advance(timedelta(days=7, hours=1))  # so that nobody's vote of the last hour is left as it came
    service.forget_order(city)
    contributions.forget_order(city, this_week=0)
    assert joined_by_order(city, truth) <= CHANCE
    if not city.is_sqlite:
        with city.reading() as session:
            asked = "SELECT count(DISTINCT xmin::text) FROM listen_ballot"
            assert session.execute(text(asked)).scalar_one() == 1, "all written by one transaction"


def test_the_log_that_knows_the_order_is_emptied_each_hour(city: Database, settings: Settings, ring: KeyRing) -> None:
    truth, work = vote_of_many(city, settings), registry(settings, ring)
    (recurring,) = (each for each in work.recurring if each.kind == checkpoint.KIND)
    assert recurring.period == timedelta(hours=1)
    checkpoint.again(city)
    if city.is_sqlite:
        (log,) = settings.var.glob("*.db-wal")
        assert next(iter(truth)).encode() not in log.read_bytes(), "the ballots are in the file of the database alone"
