"""An accessibility problem that somebody told the city of, and what the city answered."""

from datetime import date
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from portal.ground.database import UNORDERED
from portal.listen.barriers.rules import LONGEST_ADDRESS, LONGEST_WORDS


class Barrier(SQLModel, table=True):
    """What did not work for somebody. No time is kept, only the day, from which the law counts."""

    __tablename__ = "listen_barrier"
    __table_args__ = UNORDERED

    id: UUID = Field(default_factory=uuid4, primary_key=True)  # also the subject of its sealed contact
    reference: str = Field(unique=True, max_length=16)
    once: str = Field(unique=True, max_length=36)  # drawn with the form, so that a page that is sent twice counts once
    words: str = Field(max_length=LONGEST_WORDS)
    page: str = Field(default="", max_length=LONGEST_ADDRESS)  # where it happened, if the person left that in
    language: str = Field(default="", max_length=12)  # BCP 47; empty: not known
    locale: str = Field(max_length=2)  # in which the city answers
    has_contact: bool = False
    told_on: date = Field(index=True)
    first_on: date | None = None  # when the person had a first answer
    answered_on: date | None = Field(default=None, index=True)
    version: int = 1


class BarrierAnswer(SQLModel, table=True):
    """The city's first answer, or its last one."""

    __tablename__ = "listen_barrier_answer"
    __table_args__ = UNORDERED

    barrier_id: UUID = Field(foreign_key="listen_barrier.id", primary_key=True, ondelete="CASCADE")
    step: str = Field(primary_key=True, max_length=8)
    reply: str = Field(max_length=16)
    words: str = Field(default="", max_length=LONGEST_WORDS)
    said_on: date
