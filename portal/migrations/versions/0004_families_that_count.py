"""Nothing is counted for a family of statistics that is not there."""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

TABLE, BOUND = 'ground_contribution', 'ck_ground_contribution_bound'
NOW = "(family = 'needs' AND slot BETWEEN 1 AND 1) OR (family = 'effort' AND slot BETWEEN 1 AND 16) OR (substr(family, 1, 10) = 'breakdown:' AND slot BETWEEN 1 AND 1 AND win = 0) OR (family = 'anonymous' AND slot BETWEEN 1 AND 1 AND win = 0)"
BEFORE = f"{NOW} OR (family = 'profile' AND slot BETWEEN 1 AND 1)"


def upgrade() -> None:
    op.execute("DELETE FROM ground_contribution WHERE family = 'profile'")
    _replace(NOW)


def downgrade() -> None:
    _replace(BEFORE)


def _replace(bound: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':  # makes the table anew; the old check stays beside it: 0007 ends that
        with op.batch_alter_table(TABLE, recreate='always', table_args=(sa.CheckConstraint(bound, name=BOUND),)):
            pass
    else:
        op.drop_constraint(BOUND, TABLE, type_='check')
        op.create_check_constraint(BOUND, TABLE, bound)
