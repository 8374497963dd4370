"""Open issues are found by type and place, or by type and street, while somebody reports the same."""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

OPEN = {'sqlite_where': sa.text('is_open = 1'), 'postgresql_where': sa.text('is_open')}


def upgrade() -> None:
    op.create_index('ix_city_issue_near', 'city_issue', ['service_code', 'cell'], **OPEN)
    op.create_index('ix_city_issue_street', 'city_issue', ['service_code', 'district_code', 'place_words', 'reported_on'], **OPEN)


def downgrade() -> None:
    op.drop_index('ix_city_issue_street', 'city_issue')
    op.drop_index('ix_city_issue_near', 'city_issue')
