"""A report and its draft have room for three photos.

The photos of drafts that are open just now go: their owners see it on the next page, and choose them again.
"""

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

PHOTOS = 'listen_draft_photo'


def upgrade() -> None:
    op.create_table(
        PHOTOS,
        sa.Column('media_key', sa.String(length=64), nullable=False),
        sa.Column('draft_id', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['draft_id'], ['listen_draft.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('media_key'),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_listen_draft_photo_draft_id', PHOTOS, ['draft_id'])
    op.drop_column('listen_draft', 'photo_key')
    # No batch: it would make the tables anew, and what points to them would go with the old ones.
    op.add_column('listen_attachment', sa.Column('number', sa.Integer(), nullable=False, server_default='1'))


def downgrade() -> None:
    op.drop_column('listen_attachment', 'number')
    op.add_column('listen_draft', sa.Column('photo_key', sa.String(length=64), nullable=True))
    op.drop_table(PHOTOS)
