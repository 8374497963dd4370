"""A poll, its options, the ballots, and the tally that is fixed at the close."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.ground.database import UNORDERED


class Poll(SQLModel, table=True):
    """A question to the residents, in the city's languages."""

    __tablename__ = "listen_poll"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(max_length=16, unique=True)  # the only name of a poll outside the database
    question: dict[str, str] = Field(sa_type=sa.JSON)  # locale -> words
    summary: dict[str, str] = Field(sa_type=sa.JSON)
    options: list[Any] = Field(sa_type=sa.JSON)  # [code, {locale: words}], in the order of the ballot
    opens_at: datetime
    closes_at: datetime = Field(index=True)
    closing_week: int  # in which its turnout counts, whenever somebody took part
    published: bool = False
    cancelled: bool = False  # votes were lost, so there will be no result
    tally: dict[str, int] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))  # votes by option, at close
    noted: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))  # where the log has them
    version: int = 1


class Ballot(SQLModel, table=True):
    """One voter's choice in one poll; a later choice takes its place."""

    __tablename__ = "listen_ballot"
    __table_args__ = UNORDERED

    poll_id: int = Field(primary_key=True, foreign_key="listen_poll.id")
    mark: str = Field(primary_key=True, max_length=32)  # the voter's name in this poll and nowhere else
    option: str = Field(max_length=16)
