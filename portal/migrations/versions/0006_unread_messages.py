"""Messages of residents that no clerk has read yet."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

INDEX = 'ix_listen_report_news'


def upgrade() -> None:
    # No batch: it would make the table anew, and its photos and messages would go with the old one.
    op.add_column('listen_report', sa.Column('has_news', sa.Boolean(), nullable=False, server_default=sa.false()))
    where = sa.text('has_news')
    op.create_index(INDEX, 'listen_report', ['filed_at', 'id'], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(INDEX, table_name='listen_report')
    op.drop_column('listen_report', 'has_news')
