"""A vote that is open for a week."""

from datetime import timedelta

import pytest

from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.voting import service
from portal.listen.voting.rules import Drafted


@pytest.fixture
def poll(city: Database, settings: Settings, frozen_clock: FrozenClock) -> tuple[int, str]:
    """An open poll with three options, for a week."""
    now = clock.now()
    words = {"ca": "Què plantem?", "es": "¿Qué plantamos?", "en": "What shall we plant?"}
    options = tuple({"ca": name, "es": name, "en": name} for name in ("Limes", "Elms", "Oaks"))
    drafted = Drafted(words, words, options, now - timedelta(hours=1), now + timedelta(days=7))
    with city.writing() as session:
        made = service.draft(session, poll=drafted, zone=settings.zone)
        service.publish(session, made.id or 0)
        return made.id or 0, made.reference
