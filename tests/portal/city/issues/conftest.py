"""The application with the question beside each issue answered."""

import pytest
from fastapi import FastAPI

from portal.listen.support.routes import support_of


@pytest.fixture
def app(app: FastAPI) -> FastAPI:
    """The whole portal, which knows whom to ask about support."""
    app.state.support_of = support_of
    return app
