"""The application with the question beside each issue answered, and one issue in it."""

import pytest

from portal.city.issues.addresses import written
from portal.ground.database import Database
from tests.portal.city.issues.invented import published


@pytest.fixture
def address(city: Database) -> str:
    """The path of an open issue."""
    with city.writing() as session:
        return f"/en/issues/{written(published(session).reference)}"
