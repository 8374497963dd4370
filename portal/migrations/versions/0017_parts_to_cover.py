"""Where a photo may show faces and number plates, for the desk."""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('listen_attachment', sa.Column('found', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('listen_attachment', 'found')
