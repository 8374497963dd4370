"""Accounts, their sessions, and the links that open them: no name, no address, no time finer than five minutes."""

from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.ground.database import UNORDERED


class Account(SQLModel, table=True):
    """Somebody who signed in once: a keyed hash of who they are, and what they may do."""

    __tablename__ = "city_account"
    __table_args__ = UNORDERED

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    handle: str = Field(unique=True, max_length=64)  # HMAC of the person's root
    role: str = Field(max_length=16)
    reference: str = Field(max_length=16, unique=True)  # what the audit log and colleagues see of staff
    locale: str = Field(default="", max_length=2)
    used_on: date


class SignInSession(SQLModel, table=True):
    """One signed-in browser. The row holds a hash of the cookie; the person's root is sealed under the cookie."""

    __tablename__ = "city_session"
    __table_args__ = UNORDERED

    id: str = Field(primary_key=True, max_length=64)  # HMAC of the cookie
    account_id: UUID = Field(foreign_key="city_account.id", index=True, ondelete="CASCADE")
    site: str = Field(max_length=8)
    sealed_root: bytes = Field(sa_type=sa.LargeBinary)
    created_at: datetime
    seen_at: datetime = Field(index=True)


class SignInLink(SQLModel, table=True):
    """A link that signs in once, within minutes. The person's root is sealed under the link's own secret."""

    __tablename__ = "city_sign_in_link"
    __table_args__ = UNORDERED

    id: str = Field(primary_key=True, max_length=64)  # HMAC of the secret in the link
    site: str = Field(max_length=8)
    role: str = Field(max_length=16)
    locale: str = Field(max_length=2)
    sealed_root: bytes = Field(sa_type=sa.LargeBinary)
    expires_at: datetime = Field(index=True)
