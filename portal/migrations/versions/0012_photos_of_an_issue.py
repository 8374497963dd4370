"""An issue shows up to three photos: they move to a table of their own."""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, 'sqlite')
WHERE = sa.text('photo_key IS NOT NULL')
OLD = (
    ('photo_key', sa.String(length=64), True, None),
    ('photo_width', sa.Integer(), False, '0'),
    ('photo_height', sa.Integer(), False, '0'),
    ('photo_alt', sa.String(length=300), False, ''),
    ('photo_language', sa.String(length=35), False, ''),
)


def upgrade() -> None:
    op.create_table(
        'city_issue_photo',
        sa.Column('issue_id', BIG_ID, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False, autoincrement=False),
        sa.Column('media_key', sa.String(length=64), nullable=False),
        sa.Column('width', sa.Integer(), nullable=False),
        sa.Column('height', sa.Integer(), nullable=False),
        sa.Column('alt', sa.String(length=300), nullable=False),
        sa.Column('language', sa.String(length=35), nullable=False),
        sa.ForeignKeyConstraint(['issue_id'], ['city_issue.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('issue_id', 'number'),
    )
    op.create_index('ix_city_issue_photo_media_key', 'city_issue_photo', ['media_key'])
    op.execute(
        'INSERT INTO city_issue_photo (issue_id, number, media_key, width, height, alt, language)'
        ' SELECT id, 1, photo_key, photo_width, photo_height, photo_alt, photo_language FROM city_issue'
        ' WHERE photo_key IS NOT NULL'
    )
    op.drop_index('ix_city_issue_photo', 'city_issue')
    for name, *_ in OLD:  # no batch: it would make the table anew, and what points to it would go with the old one
        op.drop_column('city_issue', name)


def downgrade() -> None:
    for name, kind, nullable, default in OLD:
        op.add_column('city_issue', sa.Column(name, kind, nullable=nullable, server_default=default))
    for name in ('photo_key', 'photo_width', 'photo_height', 'photo_alt', 'photo_language'):
        new = {'photo_key': 'media_key'}.get(name, name.removeprefix('photo_'))
        op.execute(
            f'UPDATE city_issue SET {name} = (SELECT {new} FROM city_issue_photo WHERE issue_id = city_issue.id'
            ' AND number = 1) WHERE id IN (SELECT issue_id FROM city_issue_photo WHERE number = 1)'
        )
    op.create_index('ix_city_issue_photo', 'city_issue', ['photo_key'], sqlite_where=WHERE, postgresql_where=WHERE)
    op.drop_table('city_issue_photo')
