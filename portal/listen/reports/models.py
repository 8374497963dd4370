"""A draft, a report, its photos, and what the city and the resident say to each other about it."""

from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.city.issues.rules import LONGEST_TEXT
from portal.ground.database import UNORDERED


class Draft(SQLModel, table=True):
    """A report that is not sent yet, or the receipt of one that was: sealed under its secret address, a day at most."""

    __tablename__ = "listen_draft"
    __table_args__ = UNORDERED

    id: str = Field(primary_key=True, max_length=64)  # HMAC of the secret address
    sealed: bytes = Field(sa_type=sa.LargeBinary)
    expires_at: datetime = Field(index=True)


class DraftPhoto(SQLModel, table=True):
    """A sealed file of a draft. What it is and how it was named stands in the draft, which is sealed, too."""

    __tablename__ = "listen_draft_photo"
    __table_args__ = UNORDERED

    media_key: str = Field(primary_key=True, max_length=64)
    draft_id: str = Field(foreign_key="listen_draft.id", index=True, ondelete="CASCADE", max_length=64)


class PhoneReceipt(SQLModel, table=True):
    """The receipt of a report that a phone had kept, sealed under its key: asked again, the answer is the same."""

    __tablename__ = "listen_phone_receipt"
    __table_args__ = UNORDERED

    id: str = Field(primary_key=True, max_length=64)  # HMAC of the phone's key
    sealed: bytes = Field(sa_type=sa.LargeBinary)
    expires_at: datetime = Field(index=True)


class Report(SQLModel, table=True):
    """What one person told the city. The words stay as they were sent; what is public is made from a copy."""

    __tablename__ = "listen_report"
    __table_args__ = (
        sa.Index("ix_listen_report_queue", "status", "filed_at", "id"),
        sa.Index(
            "ix_listen_report_news",
            "filed_at",
            "id",
            sqlite_where=sa.text("has_news"),
            postgresql_where=sa.text("has_news"),
        ),
        UNORDERED,
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)  # also the subject of its sealed fields
    reference: str = Field(unique=True, max_length=16)
    tracking: str | None = Field(default=None, unique=True, max_length=64)  # HMAC of the tracking code
    status: str = Field(max_length=12)
    service_code: str = Field(max_length=32)
    district_code: str = Field(max_length=32)
    description: str = Field(max_length=LONGEST_TEXT)
    language: str = Field(default="", max_length=12)  # BCP 47; empty: not known
    locale: str = Field(max_length=2)  # in which the city answers
    street_id: int | None = None
    public_cell: int | None = Field(default=None, sa_type=sa.BigInteger)  # H3, resolution 10
    may_publish: bool = True
    has_contact: bool = False
    has_push: bool = False
    channel: str = Field(default="web", max_length=8)
    filed_at: datetime  # to the hour: a finer time would tell who was signed in just then
    due_on: date
    publish_after: datetime
    asked_on: date | None = None  # when the city asked whether the problem is solved; empty once that is answered
    ended_on: date | None = None  # declined, withdrawn, or closed; one that became an issue ends with it
    issue_id: int | None = Field(default=None, index=True)
    reason: str = Field(default="", max_length=24)
    sealed_voice: bytes | None = Field(
        default=None, sa_type=sa.LargeBinary
    )  # which contribution it is, until the week closes
    has_news: bool = False  # the resident wrote something that no clerk has read
    version: int = 1


class Attachment(SQLModel, table=True):
    """A photo, decoded and encoded anew: no byte of what the camera wrote beside the picture."""

    __tablename__ = "listen_attachment"
    __table_args__ = UNORDERED

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    report_id: UUID = Field(foreign_key="listen_report.id", index=True, ondelete="CASCADE")
    number: int = 1  # in the order of choosing: the first photo is 1
    media_key: str = Field(max_length=64, index=True)
    width: int
    height: int
    description: str = Field(default="", max_length=300)
    # Boxes where there may be faces and plates, as JSON of shares of the photo; None: nothing was looked for.
    found: str | None = Field(default=None, sa_type=sa.Text)


class CaseMessage(SQLModel, table=True):
    """One message in the talk about a case."""

    __tablename__ = "listen_case_message"

    id: int | None = Field(default=None, primary_key=True)
    report_id: UUID = Field(foreign_key="listen_report.id", index=True, ondelete="CASCADE")
    kind: str = Field(max_length=12)
    text: str = Field(max_length=LONGEST_TEXT)
    language: str = Field(default="", max_length=12)
    sent_at: datetime
