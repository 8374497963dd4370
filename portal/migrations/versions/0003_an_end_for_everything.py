"""The day on which a report ended without an issue, and no cell that says what the public one says.

No table is made anew here: SQLite would delete, with the old one, the photos and messages that point to it.
"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_listen_report_search_cell', table_name='listen_report')
    op.drop_column('listen_report', 'search_cell')
    op.add_column('listen_report', sa.Column('ended_on', sa.Date(), nullable=True))
    op.execute("UPDATE listen_report SET ended_on = CURRENT_DATE WHERE status IN ('declined', 'withdrawn')")
    op.execute("DELETE FROM ground_job WHERE kind = 'reports.forget_declined'")
    op.create_index('ix_listen_attachment_media_key', 'listen_attachment', ['media_key'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_listen_attachment_media_key', table_name='listen_attachment')
    op.drop_column('listen_report', 'ended_on')
    op.add_column('listen_report', sa.Column('search_cell', sa.BigInteger(), nullable=True))
    op.create_index('ix_listen_report_search_cell', 'listen_report', ['search_cell'], unique=False)
