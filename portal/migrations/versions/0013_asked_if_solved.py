"""The day on which the city asked a person whether the problem is solved."""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No batch: it would make the table anew, and its photos and messages would go with the old one.
    op.add_column('listen_report', sa.Column('asked_on', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('listen_report', 'asked_on')
