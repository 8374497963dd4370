"""What lies in the vault: one wrapped key a subject, and its sealed values."""

from uuid import UUID

from sqlalchemy import SmallInteger
from sqlmodel import Field, SQLModel

from portal.ground.database import UNORDERED


class VaultKey(SQLModel, table=True):
    """The key of one subject, wrapped under the key of a week. Without this row its values are noise."""

    __tablename__ = "ground_vault_key"
    __table_args__ = UNORDERED

    subject: UUID = Field(primary_key=True)
    wrapped: bytes
    epoch: int = Field(index=True)
    dek_version: int = Field(default=1, sa_type=SmallInteger)


class VaultField(SQLModel, table=True):
    """One sealed value, which opens only in this place."""

    __tablename__ = "ground_vault_field"
    __table_args__ = UNORDERED

    subject: UUID = Field(primary_key=True, foreign_key="ground_vault_key.subject")
    table_name: str = Field(primary_key=True)
    column_name: str = Field(primary_key=True)
    row: UUID = Field(primary_key=True)
    sealed: bytes
    purpose: str
