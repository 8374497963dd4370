"""Marks on issues: one row a person and issue, without a time."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.ground.database import UNORDERED


class Support(SQLModel, table=True):
    """Somebody said "this is mine too". The primary key is the bound: nobody says it twice.

    A mark that was taken back stays, as not given, until the issue's end: else pressing again would count again.
    """

    __tablename__ = "listen_support"
    __table_args__ = UNORDERED

    issue_id: int = Field(
        sa_column=sa.Column(
            sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.ForeignKey("city_issue.id"), primary_key=True
        )
    )
    mark: str = Field(primary_key=True, max_length=32)  # HMAC of the issue under the cookie or account
    given: bool = True
