"""Each result of a poll is noted in the audit log, those of before too: as they stand today.

The hashes are as `counting` and `audit_log.rules` made them when this was written.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

TIME = sqlmodel.sql.sqltypes.UTCDateTime()
NOTED = sa.JSON(none_as_null=True)
POLL = sa.table(
    'listen_poll',
    *(sa.column(name, sa.JSON()) for name in ('question', 'summary', 'options', 'tally')),
    *(sa.column(name, TIME) for name in ('opens_at', 'closes_at')),
    *(sa.column(name) for name in ('id', 'reference', 'closing_week')),
    sa.column('noted', NOTED),
)
ENTRY = sa.table(
    'ground_audit_entry',
    *(sa.column(name) for name in ('seq', 'actor', 'act', 'object', 'salt', 'digest', 'previous', 'hash')),
    sa.column('at', TIME),
    sa.column('facts', sa.JSON()),
)


def upgrade() -> None:
    op.add_column('listen_poll', sa.Column('noted', NOTED, nullable=True))
    database = op.get_bind()
    counted = database.execute(sa.select(POLL).order_by(POLL.c.id)).all()
    for poll in counted:
        if poll.tally is not None:
            database.execute(sa.update(POLL).where(POLL.c.id == poll.id).values(noted=note(database, poll)))


def note(database, poll):
    newest = database.execute(sa.select(ENTRY.c.seq, ENTRY.c.hash).order_by(ENTRY.c.seq.desc()).limit(1)).first()
    seq, previous = (newest.seq + 1, newest.hash) if newest else (1, '0' * 64)
    at, salt, about = datetime.now(UTC), secrets.token_hex(16), f'poll:{poll.reference}'
    result = {
        'question': poll.question, 'summary': poll.summary, 'options': poll.options, 'tally': poll.tally,
        'opens': int(poll.opens_at.timestamp()), 'closes': int(poll.closes_at.timestamp()), 'week': poll.closing_week,
    }
    facts = {'result': hashlib.sha256(written(result, ascii=False)).hexdigest()}
    told = written([seq, at.isoformat(), 'operator', 'poll.count', about, facts], ascii=True)
    digest = hmac.digest(bytes.fromhex(salt), told, 'sha256').hex()
    link = hashlib.sha256(f'veu1/audit\0{seq}\0{previous}\0{digest}'.encode()).hexdigest()
    database.execute(sa.insert(ENTRY).values(
        seq=seq, at=at, actor='operator', act='poll.count', object=about, facts=facts, salt=salt, digest=digest,
        previous=previous, hash=link,
    ))
    return {'seq': seq, 'salt': salt}


def written(facts, *, ascii):
    return json.dumps(facts, sort_keys=True, separators=(',', ':'), ensure_ascii=ascii).encode()


def downgrade() -> None:
    op.drop_column('listen_poll', 'noted')
