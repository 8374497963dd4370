"""The privacy ledger refuses changes, what may be counted has one bound, and an account keeps what is read.

On SQLite the table of what is counted is made anew: 0004 left two bounds there, and the older one named a family that
is gone. No row of another table points to it.
"""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

TRIGGERS = {
    'sqlite': (
        "CREATE TRIGGER understand_ledger_no_change BEFORE UPDATE ON understand_ledger_row BEGIN SELECT RAISE(ABORT, 'the privacy ledger is append-only'); END",
        "CREATE TRIGGER understand_ledger_no_delete BEFORE DELETE ON understand_ledger_row BEGIN SELECT RAISE(ABORT, 'the privacy ledger is append-only'); END",
    ),
    'postgresql': (
        "CREATE OR REPLACE FUNCTION understand_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the privacy ledger is append-only'; END $$",
        "CREATE TRIGGER understand_ledger_no_change BEFORE UPDATE ON understand_ledger_row FOR EACH ROW EXECUTE FUNCTION understand_ledger_refuse()",
        "CREATE TRIGGER understand_ledger_no_delete BEFORE DELETE ON understand_ledger_row FOR EACH ROW EXECUTE FUNCTION understand_ledger_refuse()",
    ),
}
COUNTED = """CREATE TABLE ground_contribution_anew (
    family VARCHAR NOT NULL,
    unit BIGINT NOT NULL,
    win INTEGER NOT NULL,
    slot SMALLINT NOT NULL,
    week INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    handle CHAR(32) NOT NULL,
    PRIMARY KEY (family, unit, win, slot),
    CONSTRAINT ck_ground_contribution_bound CHECK ((family = 'needs' AND slot BETWEEN 1 AND 1) OR (family = 'effort' AND slot BETWEEN 1 AND 16) OR (substr(family, 1, 10) = 'breakdown:' AND slot BETWEEN 1 AND 1 AND win = 0) OR (family = 'anonymous' AND slot BETWEEN 1 AND 1 AND win = 0)),
    UNIQUE (handle)
) WITHOUT ROWID"""
COLUMNS = 'family, unit, win, slot, week, cell, handle'


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in TRIGGERS[dialect]:
        op.execute(statement)
    if dialect == 'sqlite':
        op.execute(COUNTED)
        op.execute(f'INSERT INTO ground_contribution_anew ({COLUMNS}) SELECT {COLUMNS} FROM ground_contribution')
        op.execute('DROP TABLE ground_contribution')
        op.execute('ALTER TABLE ground_contribution_anew RENAME TO ground_contribution')
        op.create_index('ix_ground_contribution_cell', 'ground_contribution', ['family', 'week', 'cell'])
    # No batch: sessions point to accounts.
    op.drop_column('city_account', 'created_on')
    op.drop_column('city_account', 'closed_on')


def downgrade() -> None:
    op.add_column('city_account', sa.Column('created_on', sa.Date(), nullable=False, server_default='1970-01-01'))
    op.add_column('city_account', sa.Column('closed_on', sa.Date(), nullable=True))
    op.execute('UPDATE city_account SET created_on = used_on')
    on_table = '' if op.get_bind().dialect.name == 'sqlite' else ' ON understand_ledger_row'
    for trigger in ('understand_ledger_no_change', 'understand_ledger_no_delete'):
        op.execute(f'DROP TRIGGER {trigger}{on_table}')
    if on_table:
        op.execute('DROP FUNCTION understand_ledger_refuse()')
