"""Every room's tables in one metadata, for Alembic and the tests."""

import importlib
import pkgutil
from pathlib import Path

from sqlalchemy import MetaData
from sqlmodel import SQLModel

STEPS = ("ground", "city", "listen", "understand", "decide", "doors")


def metadata() -> MetaData:
    """Import each room's `models` and return the metadata that they share."""
    portal = Path(__file__).parent.parent
    for step in STEPS:
        for room in pkgutil.iter_modules([str(portal / step)]):
            if (portal / step / room.name / "models.py").exists():
                importlib.import_module(f"portal.{step}.{room.name}.models")
    return SQLModel.metadata
