"""The application with the question beside each issue answered, and one issue in it."""

import pytest
from fastapi import FastAPI

from portal.city.issues.addresses import written
from portal.ground.database import Database
from portal.listen.support.routes import support_of
from tests.portal.city.issues.invented import published


@pytest.fixture
def app(app: FastAPI) -> FastAPI:
    """The whole portal, which knows whom to ask about support."""
    app.state.support_of = support_of
    return app


@pytest.fixture
def address(city: Database) -> str:
    """The path of an open issue."""
    with city.writing() as session:
        return f"/en/issues/{written(published(session).reference)}"
