"""Messages of residents that no clerk has read yet."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

INDEX = 'ix_listen_report_news'


def upgrade() -> None:
    with op.batch_alter_table('listen_report', schema=None) as batch_op:
        batch_op.add_column(sa.Column('has_news', sa.Boolean(), nullable=False, server_default=sa.false()))
    where = sa.text('has_news')
    op.create_index(INDEX, 'listen_report', ['filed_at', 'id'], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(INDEX, 'listen_report')
    with op.batch_alter_table('listen_report', schema=None) as batch_op:
        batch_op.drop_column('has_news')
