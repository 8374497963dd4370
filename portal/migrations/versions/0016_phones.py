"""Whether a phone is told of a report."""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No batch: it would make the table anew, and its photos and messages would go with the old one.
    op.add_column('listen_report', sa.Column('has_push', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column('listen_report', 'has_push')
