"""Whatever is changed behind the ledger's back is found, and the verdict names the row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.ledger import chain_rows, public_file
from portal.understand.figures.ledger.verification import verified
from portal.understand.figures.models import LedgerRow, Pot, Released
from portal.understand.figures.releasing.service import choose_cadence, count_imported, expect_turnout
from privacy.dp.chain import Head
from privacy.dp.periods import Cadence
from privacy.dp.verification import Verdict
from tests.portal.understand.figures.town import START

CHANGED = {
    int: "{column} + 1",
    str: "{column} || 'x'",
}
OTHERWISE = {
    "body": "replace(body, '2026', '2025')",
    "measured_on": "'2020-01-01'",
    "keys": "'[\"a\"]'",
    "numbers": "'[1]'",
    "kept_share": "0.5",
    "kept_low": "0.5",
    "kept_high": "0.5",
    "kept_period": "'2025-W01..W52'",
}


@pytest.fixture
def file(settings: Settings) -> Path:
    """The public file."""
    return public_file.path_of(settings)


def verdict(session: Session, file: Path) -> Verdict:
    """Verify everything."""
    session.expire_all()
    return verified(session, file=file)


@contextmanager
def tampered(database: Database, change: str) -> Iterator[Session]:
    """Change something inside a transaction that is undone, past the triggers that would refuse it."""
    with database.write_session() as session:
        where = "" if database.is_sqlite else " ON understand_ledger_row"
        for trigger in ("understand_ledger_no_change", "understand_ledger_no_delete"):
            session.execute(text(f"DROP TRIGGER {trigger}{where}"))
        assert session.execute(text(change)).rowcount == 1  # type: ignore[attr-defined]
        yield session
        session.rollback()


def test_what_was_done_by_the_rules_holds(published: Database, file: Path) -> None:
    with published.reading() as session:
        found = verdict(session, file)
    assert found.holds
    assert found.says == "15 rows hold: 2 plans, 6 releases, 144 numbers; the public file has 15 of them"


def test_an_empty_ledger_holds(database: Database, file: Path) -> None:
    with database.reading() as session:
        assert (
            verdict(session, file).says == "0 rows hold: 0 plans, 0 releases, 0 numbers; the public file has 0 of them"
        )


def columns(model: type) -> list[str]:
    """Every column of a table."""
    return list(model.__table__.columns.keys())  # type: ignore[attr-defined]


def change_of(column: str, kind: type) -> str:
    """Another value of the same type."""
    return OTHERWISE.get(column) or CHANGED[kind].format(column=column)


NUMBERS = {
    "seq", "year", "first_week", "end_week", "scale_milli", "half_width", "nano_epsilon", "nano_rho", "bound", "l1",
    "quota",
}  # fmt: skip


def unnoticed(database: Database, file: Path, table: str, where: str, names: str, changes: dict[str, str]) -> list[str]:
    """Change one column after the other; list those of which the verdict does not name the row."""
    missed = []
    for column, change in changes.items():
        told = f"UPDATE {table} SET {column} = {change} WHERE {where}"  # noqa: S608
        with tampered(database, told) as session:
            found = verdict(session, file)
        if found.holds or names not in found.says:
            missed.append(f"{column}: {found.says}")
    return missed


def changes_of(model: type, **others: str) -> dict[str, str]:
    """Another value for each column of a table."""
    kinds = {column: int if column in NUMBERS else str for column in columns(model)}
    return {
        column: OTHERWISE.get(column) or CHANGED[kind].format(column=column) for column, kind in kinds.items()
    } | others


def test_a_changed_column_of_the_ledger_is_found(published: Database, file: Path) -> None:
    changes = changes_of(LedgerRow, seq="seq + 100")
    assert unnoticed(published, file, "understand_ledger_row", "seq = 15", "row 1", changes) == []
    changes.pop("seq")
    assert unnoticed(published, file, "understand_ledger_row", "seq = 4", "row 4", changes) == []


def test_a_changed_column_of_a_release_is_found(published: Database, file: Path) -> None:
    changes = changes_of(Released, seq="seq + 100")
    where = "reference = 'needs-2026-W29'"
    assert unnoticed(published, file, "understand_release", where, "2026-W29", changes) == []


def test_a_changed_column_of_a_pot_is_found(published: Database, file: Path) -> None:
    changes = changes_of(Pot, converted="converted + 1", pot="'more'")
    assert unnoticed(published, file, "understand_pot", "pot = 'effort'", "pot", changes) == []


def test_a_row_that_was_cut_out_is_found(published: Database, file: Path) -> None:
    for row in (1, 2, 8, 15):
        with tampered(published, f"DELETE FROM understand_ledger_row WHERE seq = {row}") as session:  # noqa: S608
            found = verdict(session, file)
        assert not found.holds
        assert f"row {row}" in found.says or f"row {row + 1}" in found.says


def test_a_release_that_the_ledger_does_not_know_is_found(published: Database, file: Path) -> None:
    names = ", ".join(columns(Released))
    other = names.replace("reference", "'extra'").replace("seq", "99").replace("statistic", "'extra'")
    with tampered(published, f"INSERT INTO understand_release ({names}) SELECT {other} FROM understand_release "  # noqa: S608
                  "WHERE reference = 'needs-2026-W28'") as session:  # fmt: skip
        assert verdict(session, file).says == "release extra: is shown but not on the ledger"


def test_a_release_that_is_hidden_is_found(published: Database, file: Path) -> None:
    with tampered(published, "DELETE FROM understand_release WHERE reference = 'needs-2026-W28'") as session:
        assert verdict(session, file).says == "row 4: the release of needs 2026-W28 is not shown"


def test_a_public_file_that_was_written_anew_is_found(published: Database, file: Path) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines[:3], lines[3].replace('"numbers":[', '"numbers":[1', 1), *lines[4:]]))
    with published.reading() as session:
        assert verdict(session, file).says == "row 4: is not the row that the public file has under this number"


def test_a_public_file_that_goes_on_longer_is_found(published: Database, file: Path) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines, lines[-1]]))
    with published.reading() as session:
        assert verdict(session, file).says == "row 16: is in the public file and no longer in the database"


def test_a_public_file_lags_by_what_a_worker_may_leave_and_no_more(published: Database, file: Path) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:-1]))
    with published.reading() as session:
        assert verdict(session, file).says.endswith("the public file has 14 of them")
        for left, said in ((lines[:-2], f"{file} ends at row 13 and lacks"), ([], "There is no public ledger file")):
            file.write_text("".join(left))
            found = verdict(session, file)
            assert not found.holds
            assert found.says.startswith(said)


CHOICES = {
    "understand_start": ("UPDATE understand_start SET week = {week}", "DELETE FROM understand_start"),
    "understand_cadence": (
        "INSERT INTO understand_cadence (statistic, cadence) VALUES ('needs', 'never')",
        "INSERT INTO understand_cadence (statistic, cadence) VALUES ('others', 'week')",
        "UPDATE understand_cadence SET cadence = 'week'",
        "DELETE FROM understand_cadence",
    ),
    "understand_stretch": (
        "UPDATE understand_stretch SET first_week = first_week + 1",
        "UPDATE understand_stretch SET last_week = last_week + 1",
        "UPDATE understand_stretch SET name = 'old 2'",
        "DELETE FROM understand_stretch",
    ),
    "understand_turnout": ("UPDATE understand_turnout SET week = week + 1",),
    "understand_lease": (
        "INSERT INTO understand_lease (plan_id, period, until) VALUES ('x', '2026-W28', '2026-01-01 00:00:00')",
        "INSERT INTO understand_lease (plan_id, period, until) SELECT plan_id, period, '2099-01-01 00:00:00' "  # noqa: ISC004 - one statement
        "FROM understand_release WHERE seq = (SELECT min(seq) FROM understand_release)",
    ),
}


@pytest.mark.parametrize("table", CHOICES)
def test_what_was_chosen_for_the_figures_stands_as_it_was_chosen(published: Database, file: Path, table: str) -> None:
    with published.writing() as session:
        choose_cadence(session, statistic="effort", cadence=Cadence.QUARTER)
        expect_turnout(session, poll="P-1", week=START)
        for weeks in (range(90, 93), range(91, 92), range(88, 94)):
            count_imported(session, name="old 1", weeks=weeks)
        assert verdict(session, file).holds
    for change in CHOICES[table]:
        for week in (START - 60, START + 1, START + 60) if "{week}" in change else (0,):
            with tampered(published, change.format(week=week)) as session:
                found = verdict(session, file)
            assert found.says.startswith(f"{table}"), (change, found.says)
            assert not found.holds


def test_what_cannot_be_read_is_named_in_one_sentence(published: Database, file: Path) -> None:
    if not published.is_sqlite:
        pytest.skip("PostgreSQL refuses what is no JSON and no number")
    for change, names in (
        (
            "UPDATE understand_release SET keys = '[' WHERE reference = 'needs-2026-W28'",
            "release needs-2026-W28: cannot",
        ),
        (
            "UPDATE understand_release SET measured_on = 'x' WHERE reference = 'needs-2026-W28'",
            "release needs-2026-W28",
        ),
        ("UPDATE understand_ledger_row SET body = '{' WHERE seq = 3", "row 3: is not a ledger row"),
        ("UPDATE understand_ledger_row SET body = '" + "[" * 9000 + "' WHERE seq = 3", "row 3: is not a ledger row"),
    ):
        with tampered(published, change) as session:
            found = verdict(session, file)
        assert not found.holds
        assert found.says.startswith(names), found.says


@pytest.mark.parametrize("table", ["understand_pot", "understand_lease", "understand_ledger_row"])
def test_a_table_that_is_gone_is_named(published: Database, file: Path, table: str) -> None:
    with published.write_session() as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO elsewhere"))
        found = verified(session, file=file)
        session.rollback()
    assert not found.holds
    assert table in found.says
    assert "\n" not in found.says


def test_a_public_file_that_nobody_can_read_is_named(published: Database, file: Path) -> None:
    for spoil in (lambda: file.write_bytes(b"\xff\xfe\n"), lambda: (file.unlink(), file.mkdir())):
        spoil()
        with published.reading() as session:
            found = verdict(session, file)
        assert not found.holds
        assert found.says.startswith(f"{file} cannot be read")


def test_a_head_that_was_kept_must_still_be_there(published: Database, file: Path) -> None:
    """A copy of the whole folder, put back, is whole in itself: only who wrote a head down elsewhere can tell."""
    with published.reading() as session:
        newest = chain_rows.head(session)
        assert verified(session, file=file, heads=[newest]).holds
        other = verified(session, file=file, heads=[Head(4, "0" * 64)])
        assert other.says == "row 4: is not the row that was published under this number"
        older = verified(session, file=file, heads=[Head(newest.seq + 2, "1" * 64)])
        assert older.says == "row 17: published once, and no longer there"
