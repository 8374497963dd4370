"""A site with three small pages of its own, to test how pages are served apart from what they say."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Response
from sqlalchemy import text

from portal.app import create_app
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.web.policies import CACHED, OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.visit import VisitDep
from privacy.vault.keys import KeyRing

room = Room()


@room.writes("/test/note", name="test:note", policy=OPEN_FORM)
def note(visit: VisitDep) -> Response:
    """Write a row, or fail after writing it."""
    visit.session.execute(text("INSERT INTO test_note (words) VALUES (:words)"), {"words": visit.form["words"]})
    if visit.form.get("fail"):
        raise RuntimeError("after the row was written")
    return Response("noted")


@room.reads("/test/count", name="test:count", policy=PUBLIC)
def count(visit: VisitDep) -> Response:
    """Say how many rows there are."""
    return Response(str(visit.session.execute(text("SELECT count(*) FROM test_note")).scalar_one()))


@room.reads("/test/cached", name="test:cached", policy=CACHED)
def cached(visit: VisitDep) -> Response:
    """Say how many rows there are, to be kept until something public changes."""
    return Response(str(visit.session.execute(text("SELECT count(*) FROM test_note")).scalar_one()))


@pytest.fixture
def served(city: Database, settings: Settings, ring: KeyRing) -> Iterator[FastAPI]:
    """The portal with the three pages."""
    with city.writing() as session:
        session.execute(text("CREATE TABLE test_note (words TEXT)"))
    app = create_app(settings.model_copy(update={"database_url": city.url}), city, ring)
    app.include_router(room, prefix="/{locale:locale}")
    yield app
    with city.writing() as session:
        session.execute(text("DROP TABLE test_note"))
