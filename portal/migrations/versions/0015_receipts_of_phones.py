"""A phone that sends a report again gets the same receipt: it is kept for a few days, sealed under the phone's key."""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'listen_phone_receipt',
        sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('expires_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_listen_phone_receipt_expires_at', 'listen_phone_receipt', ['expires_at'])


def downgrade() -> None:
    op.drop_table('listen_phone_receipt')
