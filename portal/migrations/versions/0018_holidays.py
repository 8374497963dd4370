"""On which days the city does not work."""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('city_jurisdiction', sa.Column('holidays', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    op.drop_column('city_jurisdiction', 'holidays')
