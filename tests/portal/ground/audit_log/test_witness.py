"""What the heads outside the database allow: which entries may be forgotten, and which log is an older one."""

from datetime import timedelta
from pathlib import Path

from portal.ground.audit_log import beginning, witness
from portal.ground.audit_log.beginning import write_down
from portal.ground.audit_log.queries import head, verify
from portal.ground.audit_log.service import expire, record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.ground.audit_log.test_audit_log import tampered, write

KEY = b"k" * 32
HOUR = timedelta(hours=1)


def acts(database: Database, file: Path, time: FrozenClock, count: int) -> None:
    """Act once an hour, and write each head down."""
    for _ in range(count):
        write(database, 1)
        time.advance(HOUR)
        with database.reading() as session:
            assert witness.keep(session, file, at=time.now(), key=KEY)


def test_details_are_forgotten_only_up_to_an_old_head(
    database: Database, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file, began = tmp_path / witness.NAME, frozen_clock.now()
    acts(database, file, frozen_clock, 3)
    with database.writing() as session:
        assert witness.old_enough(session, file, before=began + HOUR, key=KEY) == 0
        assert witness.old_enough(session, file, before=began + 2.5 * HOUR, key=KEY) == 2
        witness.set_aside(file, lost=9)
        assert witness.old_enough(session, file, before=began + 2.5 * HOUR, key=KEY) == 2, "set aside, it counts too"
        assert expire(session, frozen_clock.now(), up_to=2) == 2
    with tampered(database, "DELETE FROM ground_audit_entry WHERE seq >= 2") as session:
        record(session, actor="staff:8", act="issue.hide", object="issue:2")
        assert witness.old_enough(session, file, before=began + 2.5 * HOUR, key=KEY) == 1, "not what the log never had"


def test_an_older_log_is_told_from_one_that_was_rewritten(
    database: Database, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file = tmp_path / witness.NAME
    acts(database, file, frozen_clock, 4)
    with database.reading() as session:
        assert witness.lost(session, file) == (0, None)
    with tampered(database, "DELETE FROM ground_audit_entry WHERE seq >= 3") as session:
        assert witness.lost(session, file) == (4, None)
        record(session, actor="staff:8", act="issue.hide", object="issue:2")
        assert witness.lost(session, file) == (4, 3)


def test_no_file_that_was_set_aside_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / witness.NAME
    for _ in range(2):
        file.touch()
        witness.set_aside(file, lost=4)
    assert len(witness.files_aside(file)) == 2


def test_where_the_heads_begin_is_noted_once_and_told_from_a_file_that_was_lost(
    database: Database, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file = tmp_path / witness.NAME

    def lost() -> int | None:
        with database.reading() as session:
            return beginning.lost_from(session, file, key=KEY)

    write_down(database, file, at=frozen_clock.now(), key=KEY)
    assert not file.exists(), "nothing has happened yet"
    acts(database, file, frozen_clock, 2)  # as an older version wrote them down
    assert lost() is None
    for _ in range(3):
        frozen_clock.advance(HOUR)
        write_down(database, file, at=frozen_clock.now(), key=KEY)
    lines = file.read_text().splitlines(keepends=True)
    assert len(lines) == 3
    with database.reading() as session:
        assert (beginning.noted(session), head(session).seq) == ((1,), 3)
        assert verify(session) is None
    assert lost() is None
    for left in ("", "".join(lines[1:])):
        file.write_text(left)
        assert lost() == 1
    file.write_text("".join(lines))
    witness.set_aside(file, lost=9)
    assert lost() is None, "what a backup set aside is still there"
