"""The invented city with some weeks of life."""

from tests.portal.languages.conftest import lived, town

__all__ = ["lived", "town"]
