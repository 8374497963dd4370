"""Accessibility problems that somebody told the city of, and its answers."""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'listen_barrier',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('reference', sa.String(16), nullable=False),
        sa.Column('once', sa.String(36), nullable=False),
        sa.Column('words', sa.String(4000), nullable=False),
        sa.Column('page', sa.String(200), nullable=False),
        sa.Column('language', sa.String(12), nullable=False),
        sa.Column('locale', sa.String(2), nullable=False),
        sa.Column('has_contact', sa.Boolean(), nullable=False),
        sa.Column('told_on', sa.Date(), nullable=False),
        sa.Column('first_on', sa.Date(), nullable=True),
        sa.Column('answered_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('reference'),
        sa.UniqueConstraint('once'),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_listen_barrier_told_on', 'listen_barrier', ['told_on'])
    op.create_index('ix_listen_barrier_answered_on', 'listen_barrier', ['answered_on'])
    op.create_table(
        'listen_barrier_answer',
        sa.Column('barrier_id', sa.Uuid(), nullable=False),
        sa.Column('step', sa.String(8), nullable=False),
        sa.Column('reply', sa.String(16), nullable=False),
        sa.Column('words', sa.String(4000), nullable=False),
        sa.Column('said_on', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(['barrier_id'], ['listen_barrier.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('barrier_id', 'step'),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table('listen_barrier_answer')
    op.drop_index('ix_listen_barrier_answered_on', 'listen_barrier')
    op.drop_index('ix_listen_barrier_told_on', 'listen_barrier')
    op.drop_table('listen_barrier')
