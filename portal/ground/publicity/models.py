"""One row: the public version that all machines agree on."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class PublicState(SQLModel, table=True):
    """A counter that moves with each change of what everyone may see."""

    __tablename__ = "ground_public_state"

    id: int = Field(default=1, primary_key=True)
    version: int = Field(default=0, sa_type=sa.BigInteger)
