"""The desk on a small city: two clerks, a manager, a resident, and reports that wait."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.doors.staff.reports import Given, file_one
from tests.visitor import Visitor

File = Callable[..., Given]


@pytest.fixture
def file(city: Database, ring: KeyRing, settings: object) -> File:
    """File a report as a resident would have: `file(words="…", may_publish=False)`."""

    def filed(**facts: object) -> Given:
        return file_one(city, ring, settings, **facts)

    return filed


@pytest.fixture
def clerk(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Clara, who decides about reports."""
    return signed_in(app, city, ring, "clara", Role.CLERK)


@pytest.fixture
def colleague(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Carles, who decides about the same reports at the same time."""
    return signed_in(app, city, ring, "carles", Role.CLERK)


@pytest.fixture
def manager(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Marta, who may read the record."""
    return signed_in(app, city, ring, "marta", Role.MANAGER)


@pytest.fixture
def resident(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Rosa, who is signed in on the public site and must never get in here."""
    return signed_in(app, city, ring, "rosa", Role.RESIDENT)
