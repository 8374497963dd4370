"""Nothing hidden tells in which order voices, ballots, reports and accounts came in.

On SQLite the tables are made anew without a rowid, from their own definition, so that no constraint is lost. The times
of reports become hours.
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

TABLES = (
    'city_account',
    'city_session',
    'city_sign_in_link',
    'ground_contribution',
    'ground_vault_key',
    'ground_vault_field',
    'listen_attachment',
    'listen_ballot',
    'listen_draft',
    'listen_report',
    'listen_support',
)
WITHOUT = ' WITHOUT ROWID'


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for table in TABLES:
            _make_anew(table, lambda told: told + WITHOUT)
        hours = (
            "filed_at = strftime('%Y-%m-%d %H:00:00.000000', filed_at), "
            "publish_after = strftime('%Y-%m-%d %H:00:00.000000', publish_after, '+3599 seconds')"
        )
    else:
        hours = (
            "filed_at = date_trunc('hour', filed_at, 'UTC'), "
            "publish_after = date_trunc('hour', publish_after + interval '3599 seconds', 'UTC')"
        )
    op.get_bind().exec_driver_sql(f'UPDATE listen_report SET {hours}')


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for table in TABLES:
            _make_anew(table, lambda told: told.removesuffix(WITHOUT))


def _make_anew(table, define) -> None:
    """Copy a table into one of another definition. Source: sqlite.org/lang_altertable.html, section 7."""
    connection = op.get_bind()
    stored = sa.text('SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL')
    found = connection.execute(stored, {'table': table}).all()
    (made,) = (sql for kind, sql in found if kind == 'table')
    head, _, body = made.partition('(')
    connection.exec_driver_sql(head.replace(table, f'{table}_anew') + '(' + define(body))
    connection.exec_driver_sql(f'INSERT INTO {table}_anew SELECT * FROM {table}')
    connection.exec_driver_sql(f'DROP TABLE {table}')
    connection.exec_driver_sql(f'ALTER TABLE {table}_anew RENAME TO {table}')
    for kind, sql in found:
        if kind != 'table':
            connection.exec_driver_sql(sql)
