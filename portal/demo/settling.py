"""What the invented city has beside its life: candidate measures, a poll with its first votes, and its releases."""

from datetime import timedelta

from sqlmodel import Session

from portal.decide.prioritisation.jobs import make_if_due
from portal.decide.solutions import service as solutions
from portal.decide.solutions.rules import Measure, Relief
from portal.demo import barriers, city_pages, measures
from portal.demo.city import invent_city
from portal.demo.events import LifePlan
from portal.demo.life import residents_of
from portal.demo.memory import Memory
from portal.demo.person import Person
from portal.ground import clock
from portal.ground.audit_log import witness
from portal.ground.audit_log.beginning import write_down
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.mail.letters import Letter
from portal.ground.settings import Settings
from portal.listen.voting import service
from portal.listen.voting.rules import Drafted
from portal.understand.figures.releasing import releases
from portal.understand.figures.releasing import service as figures
from portal.understand.figures.releasing.releases import Told
from portal.work import registry
from privacy.dp.weeks import local_day, week_of
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import root_of_email


class NoMailer:
    """Letters of the invented life go nowhere: its people do not exist."""

    def send(self, letter: Letter) -> None:
        """Drop a letter."""


def settle(database: Database, settings: Settings, ring: KeyRing, memory: Memory) -> int:
    """Add the poll and the measures, then do all the work that waits; give how many releases were published."""
    with database.writing() as session:
        propose(session, settings)
        hold_poll(session, settings, ring, memory)
        city_pages.write(
            session,
            official=invent_city(memory.seed).city.jurisdiction.official_languages,
            today=local_day(clock.now(), settings.zone),
        )
        barriers.tell(session, ring, today=local_day(clock.now(), settings.zone))
        figures.begin_counting(session, week=week_of(memory.starts_on))
    memory.is_settled = True
    memory.save(settings.var)
    return catch_up(database, settings, ring)


def catch_up(database: Database, settings: Settings, ring: KeyRing, *, tell: Told | None = None) -> int:
    """Publish what is due, then do the work that waits, without sending letters; give how many releases came out."""
    outcome = releases.publish_due(database, settings, now=clock.now(), tell=tell)
    make_if_due(database, zone=settings.zone)
    work_off(database, registry(settings, ring, NoMailer()))
    heads = settings.ledger_folder / witness.NAME
    if not heads.exists():
        write_down(database, heads, at=clock.now(), key=ring.named(witness.KEY))
    return len(outcome.published)


def propose(session: Session, settings: Settings) -> None:
    """Publish the candidate measures."""
    today = local_day(clock.now(), settings.zone)
    for said in measures.solutions():
        percent = round(said.relief * 100)
        spread = max(percent // 4, 1)
        made = solutions.draft(
            session,
            measure=Measure(
                titles=dict(said.titles),
                summaries=dict(said.summaries),
                effects=dict(said.effects),
                cost_cents=said.cost_cents,
                services=said.services,
                districts=said.districts,
                relief=Relief(percent, percent - spread, min(percent + spread, 100)),
            ),
        )
        solutions.publish(session, made.reference, version=made.version, today=today)


def hold_poll(session: Session, settings: Settings, ring: KeyRing, memory: Memory) -> None:
    """Open the poll some days ago, and let the residents vote who did."""
    said, now = measures.poll(), clock.now()
    drafted = Drafted(
        question=dict(said.questions),
        summary=dict(said.explanations),
        options=tuple(dict(option.names) for option in said.options),
        opens_at=now - timedelta(days=said.opens_days_before),
        closes_at=now + timedelta(days=said.closes_days_after),
    )
    codes = {option.code: f"o{place}" for place, option in enumerate(said.options, 1)}
    invented = invent_city(memory.seed)
    residents = residents_of(invented, LifePlan(starts_on=memory.starts_on, seed=memory.seed))
    known = {resident.number: resident for resident in residents}
    poll = service.draft(session, poll=drafted, zone=settings.zone)
    service.publish(session, poll.id or 0)
    for vote in measures.votes(residents, seed=memory.seed):
        resident = known[vote.resident]
        voter = Person(root_of_email(resident.email, key=ring.named("root")), ring).unit
        with clock.installed(FrozenClock(now - timedelta(hours=vote.hours_before))):
            service.vote(
                session,
                poll_id=poll.id or 0,
                voter=voter,
                option=codes[vote.option],
                district=resident.district_code,
            )
