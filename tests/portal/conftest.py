"""A small city, the application on it, and people who visit it."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from portal.app import create_app
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from privacy.vault.keys import KeyRing, in_memory
from tests.cast import found_city
from tests.visitor import Visitor


@pytest.fixture
def ring() -> KeyRing:
    """Keys that end with the test."""
    return in_memory()


@pytest.fixture
def city(database: Database, frozen_clock: FrozenClock) -> Database:
    """The database with a small city in it: two districts, two streets, and the demo's services."""
    found_city(database)
    return database


@pytest.fixture
def app(settings: Settings, city: Database, ring: KeyRing) -> FastAPI:
    """The whole portal."""
    return create_app(settings.model_copy(update={"database_url": city.url}), city, ring)


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    """Somebody without an account, who reads English."""
    return Visitor(app)


@pytest.fixture
def media_folder(settings: Settings) -> Path:
    """Where stored files lie."""
    return settings.var / "media"
