"""What the tests of the queue have in common."""

from sqlmodel import col, select

from portal.ground.database import Database
from portal.ground.jobs import queue
from portal.ground.jobs.models import Job


def waiting(database: Database) -> list[Job]:
    with database.reading() as session:
        return list(session.exec(select(Job).order_by(col(Job.id))))


def enqueue(database: Database, kind: str = "greet", **facts: object) -> None:
    with database.writing() as session:
        queue.enqueue(session, kind, facts)
