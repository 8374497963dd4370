"""The invented city with some weeks of life, for reading every page of it; and the small city before its first day."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI

from portal.app import create_app
from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from privacy.vault.keys import KeyRing
from tests.portal.doors.staff.reports import Given, file_one
from tests.tables import one
from tests.town import shared_town, town_in
from tests.visitor import ORIGIN, Visitor


@dataclass(frozen=True, slots=True)
class Town:
    """A city, what it lies in, and the ways into it."""

    settings: Settings
    database: Database
    ring: KeyRing

    def app(self) -> FastAPI:
        """The whole portal on it, with nothing remembered."""
        return create_app(self.settings, self.database, self.ring)

    def link_for(self, name: str, role: Role, locale: str = "en") -> str:
        """An address that signs somebody in, once."""
        with self.database.writing() as session:
            secret = identity.invite(session, self.ring, email=f"{name}@example.org", role=role, locale=locale)
        return f"/{locale}/sign-in/{secret}" if role is Role.RESIDENT else f"/staff/{locale}/sign-in/{secret}"

    def signed_in(self, name: str, role: Role, locale: str = "en", app: FastAPI | None = None) -> Visitor:
        """Somebody who followed their link."""
        visitor = Visitor(app or self.app(), locale)
        answer = visitor.client.post(self.link_for(name, role, locale), headers={"origin": ORIGIN})
        assert answer.status_code == 303
        return visitor

    def district(self) -> str:
        """A district of the city."""
        return str(one(self.database, "SELECT code FROM city_district ORDER BY code LIMIT 1"))

    def file(self, **facts: object) -> Given:
        """File a report, now or some time ago."""
        return file_one(self.database, self.ring, self.settings, **facts)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The invented city, with reports, issues, a poll, measures, releases and a ranking."""
    chosen = {"mode": Mode.TEST, "host": "localhost", "url": ORIGIN, "throttles": False}
    made = town_in(tmp_path_factory.mktemp("lived"), shared_town(tmp_path_factory), **chosen)
    yield Town(made.settings, made.database, made.ring)
    made.database.close()


@pytest.fixture
def town(lived: Town, frozen_clock: FrozenClock) -> Town:
    """The invented city at noon."""
    return lived


@pytest.fixture
def bare(settings: Settings, city: Database, ring: KeyRing) -> Town:
    """The small city in which nothing has happened yet."""
    return Town(settings.model_copy(update={"database_url": city.url}), city, ring)
