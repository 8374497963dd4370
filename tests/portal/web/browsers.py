"""A browser for the tests of how pages are served."""

from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.visitor import ORIGIN

OWN = {"origin": ORIGIN}


def browser(app: FastAPI) -> TestClient:
    """A browser that sees defects as a person would."""
    return TestClient(app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=False)
