"""What is done later about accessibility problems: write to the person, and forget what is over.

These letters hold the city's answer itself: without an account there is no page that only this person could open. They
never hold what the person wrote.
"""

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from portal.ground.mail.letters import Letter, compose
from portal.ground.mail.mailers import Mailer
from portal.ground.vault import service as vault
from portal.listen.barriers import queries, service
from portal.listen.barriers.models import Barrier, BarrierAnswer
from portal.listen.barriers.rules import REPLY_NAMES, Reply, Step
from privacy.vault.keys import KeyRing

FORGET: Final = "barriers.forget"


def register(registry: Registry, *, ring: KeyRing, mailer: Mailer, url: str) -> None:
    """Teach the worker this room's kinds of work."""
    registry.add_long(service.LETTER, partial(deliver, ring=ring, mailer=mailer, url=url))
    registry.add(FORGET, service.forget)
    registry.every(FORGET, timedelta(days=1))


def deliver(database: Database, ring: KeyRing, mailer: Mailer, *, url: str, subject: str, about: str) -> None:
    """Send one letter; nothing is sent where the problem is gone meanwhile."""
    with database.reading() as session:
        barrier = queries.by_id(session, UUID(subject))
        said = queries.answers(session, UUID(subject)).get(about)
        if barrier is None or (said is None and about != service.RECEIVED):
            return
        vault.send_now(session, ring, mailer, subject=barrier.id, letter=letter_of(session, barrier, said, url=url))


def letter_of(session: Session, barrier: Barrier, said: BarrierAnswer | None, *, url: str) -> Letter:
    """Write the letter about what the city said; without it, the word that the message came."""
    clock = queries.clock_of(session, barrier)
    facts: dict[str, object] = {"clock": clock, "reference": barrier.reference, "url": url}
    if said is None:
        return compose("barrier_received", language=barrier.locale, facts=facts)
    facts |= {"reply": REPLY_NAMES[Reply(said.reply)], "words": said.words, "is_last": said.step == Step.LAST}
    return compose("barrier_answered", language=barrier.locale, facts=facts)
