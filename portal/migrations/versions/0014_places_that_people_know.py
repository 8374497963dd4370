"""Places that people know beside the streets, and the index over the names of both; `veu migrate` fills it afterwards."""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

INDEX = 'city_place_index'
MADE = {
    'sqlite': (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='', prefix='1 2 3',"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    ),
    'postgresql': (
        f'CREATE TABLE {INDEX} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)',
        f'CREATE INDEX {INDEX}_words ON {INDEX} USING gin (words) WITH (fastupdate = off)',
    ),
}


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        'city_landmark',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', text(length=200), nullable=False),
        sa.Column('language', text(length=35), nullable=False),
        sa.Column('kind', text(length=20), nullable=False),
        sa.Column('district_code', text(length=40), nullable=False),
        sa.Column('latitude', sa.Float(), nullable=False),
        sa.Column('longitude', sa.Float(), nullable=False),
        sa.Column('search_key', text(length=200), nullable=False),
        sa.ForeignKeyConstraint(['district_code'], ['city_district.code']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('district_code', 'name', 'kind', name='city_landmark_once'),
    )
    op.create_index('ix_city_landmark_search_key', 'city_landmark', ['search_key'])
    database = op.get_bind()
    for statement in MADE[database.dialect.name]:
        database.exec_driver_sql(statement)


def downgrade() -> None:
    op.execute(f'DROP TABLE {INDEX}')
    op.drop_table('city_landmark')
