"""A photo of an issue has a small copy for pages."""

import sqlalchemy as sa
from alembic import op


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No batch: it would make the table anew.
    op.add_column('city_issue_photo', sa.Column('small_key', sa.String(length=64), nullable=False, server_default=''))
    op.create_index('ix_city_issue_photo_small_key', 'city_issue_photo', ['small_key'])


def downgrade() -> None:
    op.drop_index('ix_city_issue_photo_small_key', 'city_issue_photo')
    op.drop_column('city_issue_photo', 'small_key')
