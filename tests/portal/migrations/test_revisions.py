"""The revisions lead from nothing to the tables of today, and back, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.city.places.finding import find
from portal.city.places.index import fill_if_empty
from portal.city.places.models import INDEX
from portal.city.places.service import replace_city
from portal.ground.audit_log import queries as audit_log
from portal.ground.audit_log.service import record
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.voting.verification import verified
from portal.migrations.revisions import is_current, known
from portal.migrations.run import configuration, downgrade, upgrade
from portal.migrations.tables import metadata
from tests.databases import empty_database, fresh_database
from tests.portal.city.places.shapes import small_city


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    with empty_database(request.param, settings, tmp_path) as made:
        yield made


def test_the_newest_revision_is_what_the_models_say(nothing: Database) -> None:
    assert not is_current(nothing)
    upgrade(nothing)
    assert is_current(nothing)
    with nothing.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_a_table})
        assert compare_metadata(context, metadata()) == []


def _is_a_table(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models may know it: the index over places is made by hand, and on SQLite it is six tables."""
    return kind != "table" or not str(name).startswith(INDEX)


def test_the_index_of_places_is_filled_for_a_city_that_was_there_before(nothing: Database) -> None:
    upgrade(nothing)
    with nothing.writing() as session:
        replace_city(session, city=small_city())
    downgrade(nothing, "0008")
    upgrade(nothing)
    with nothing.writing() as session:
        fill_if_empty(session)  # as `veu migrate` does
    with nothing.reading() as session:
        assert [spot.name for spot in find(session, "Carrer del Molí 12").spots][:1] == ["Carrer del Molí"]


def test_upgrading_again_changes_nothing(nothing: Database) -> None:
    upgrade(nothing)
    upgrade(nothing)
    assert is_current(nothing)


def test_the_names_of_the_files_are_the_revisions() -> None:
    chain = [each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()]
    assert known() == tuple(reversed(chain))


def test_the_way_back_leaves_no_table(nothing: Database) -> None:
    upgrade(nothing)
    downgrade(nothing)
    left = set(inspect(nothing.engine).get_table_names()) - {"alembic_version"}
    assert left == set()


def test_a_missing_column_is_noticed(nothing: Database) -> None:
    """The control: the comparison does see a difference."""
    upgrade(nothing)
    with nothing.writing() as session:
        session.execute(text("ALTER TABLE ground_job ADD COLUMN stray INTEGER"))
    with nothing.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata()) != []


def test_a_migrated_audit_log_refuses_changes(nothing: Database) -> None:
    upgrade(nothing)
    with nothing.writing() as session:
        record(session, actor="staff:S-1", act="test.act", object="test:1")
    with pytest.raises(DatabaseError), nothing.writing() as session:
        session.execute(text("UPDATE ground_audit_entry SET actor = 'staff:S-2' WHERE seq = 1"))


TRIGGERS = {
    "sqlite": "SELECT name, sql, '' FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid), prosrc FROM pg_trigger"
    " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
}


def _refusals(database: Database) -> tuple[set[tuple[str, ...]], dict[str, list[tuple[str, str]]]]:
    """What Alembic's comparison does not look at: each trigger with its function, and each table's checks."""
    with database.reading() as session:
        triggers = {tuple(row) for row in session.execute(text(TRIGGERS[session.connection().dialect.name]))}
    known = inspect(database.engine).get_multi_check_constraints()
    return triggers, {
        table: sorted((str(check["name"]), check["sqltext"]) for check in checks)
        for (_schema, table), checks in known.items()
        if table != "alembic_version"
    }


def test_a_migrated_database_refuses_what_the_models_refuse(
    nothing: Database, settings: Settings, tmp_path: Path
) -> None:
    upgrade(nothing)
    with fresh_database("sqlite" if nothing.is_sqlite else "postgresql", settings, tmp_path) as made:
        migrated, modelled = _refusals(nothing), _refusals(made)
    assert migrated[0] == modelled[0]
    assert {trigger[0] for trigger in migrated[0]} >= {"ground_audit_entry_no_change", "understand_ledger_no_delete"}
    assert migrated[1] == modelled[1]


def test_photos_of_older_reports_are_still_there(nothing: Database) -> None:
    """A table that is made anew takes what points to it along, on SQLite."""
    upgrade(nothing, "0002")
    facts = {"id": "0" * 32, "day": "2026-11-23", "now": "2026-11-23 12:00:00"}
    with nothing.writing() as session:
        report = (
            "INSERT INTO listen_report (id, reference, status, service_code, district_code, description, language,"
            " locale, may_publish, has_contact, channel, filed_at, due_on, publish_after, reason, version) VALUES"
            " (:id, 'VIL 222 222', 'declined', 'ground', 'centre', '', '', 'en', true, false, 'web', :now, :day, :now,"
            " '', 1)"
        )
        session.execute(text(report), facts)
        photo = (
            "INSERT INTO listen_attachment (id, report_id, media_key, width, height, description)"
            " VALUES (:id, :id, 'key', 4, 3, '')"
        )
        session.execute(text(photo), facts)
    upgrade(nothing)
    with nothing.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_attachment")).scalar_one() == 1
        assert session.execute(text("SELECT ended_on FROM listen_report")).scalar_one() is not None
    downgrade(nothing, "0002")
    with nothing.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_attachment")).scalar_one() == 1


def test_a_migrated_table_of_what_counts_has_the_bound_of_the_models(nothing: Database) -> None:
    """Alembic's comparison does not look at conditions."""
    upgrade(nothing)
    row = (
        "INSERT INTO ground_contribution (family, unit, win, slot, week, cell, handle)"
        " VALUES (:family, 7, 0, :slot, 20, 'x', :handle)"
    )
    for slot, family in enumerate(("needs", "effort", "breakdown:x", "anonymous")):
        with nothing.writing() as session:
            session.execute(text(row), {"family": family, "slot": 1, "handle": f"{slot:032x}"})
    for family, slot in (("profile", 1), ("needs", 2), ("unknown", 1)):
        with pytest.raises(DatabaseError), nothing.writing() as session:
            session.execute(text(row), {"family": family, "slot": slot, "handle": "f" * 32})


def test_results_of_before_are_noted_as_they_stand(nothing: Database) -> None:
    upgrade(nothing, "0007")
    words, taken = '{"ca": "Què plantem?"}', "'2026-11-01 00:00:00', '2026-11-20 22:59:59', 150"
    with nothing.writing() as session:
        record(session, actor="staff:S-1", act="test.act", object="test:1")
        for number, tally in enumerate(("""'{"o1": 7, "o2": 0}'""", "NULL"), 1):
            session.execute(
                text(
                    "INSERT INTO listen_poll (reference, question, summary, options, opens_at, closes_at, closing_week,"  # noqa: S608
                    f" published, cancelled, tally, version) VALUES ('P-{number}', :words, :words,"
                    f""" '[["o1", {{}}], ["o2", {{}}]]', {taken}, true, false, {tally}, 2)"""
                ),
                {"words": words},
            )
    upgrade(nothing)
    now = datetime.now(UTC)
    with nothing.reading() as session:
        assert audit_log.verify(session) is None
        assert verified(session, kept_since=now).says == "1 result holds"
        assert session.execute(text("SELECT count(*) FROM ground_audit_entry")).scalar_one() == 2
    with nothing.writing() as session:
        session.execute(text("""UPDATE listen_poll SET tally = '{"o1": 7, "o2": 1}' WHERE id = 1"""))
        assert verified(session, kept_since=now).says.startswith("poll P-1: its question or its result is not what")


REPORT = {
    "id": "a" * 32, "reference": "RIB 1", "status": "received", "service_code": "light", "district_code": "centre",
    "description": "x", "language": "", "locale": "en", "may_publish": True, "has_contact": False, "channel": "web",
    "filed_at": "2026-11-23 10:17:35.123456", "due_on": "2026-12-01", "publish_after": "2026-11-23 12:17:35.123456",
    "reason": "", "version": 1,
}  # fmt: skip
PHOTO = {"id": "b" * 32, "report_id": "a" * 32, "media_key": "k", "width": 1, "height": 1, "description": ""}
VOICE = {"family": "needs", "unit": 5, "win": 3, "slot": 1, "week": 150, "cell": "light/centre", "handle": "c" * 32}
SPENT = {"seq": 1, "previous": "", "kind": "opening", "year": 2026, "body": "{}", "hash": "d" * 64}
ACCOUNT = {
    "id": "e" * 32, "handle": "h", "role": "clerk", "reference": "S-1", "locale": "en", "created_on": "2026-11-01",
    "used_on": "2026-11-23",
}  # fmt: skip
VISIT = {
    "id": "v", "account_id": "e" * 32, "site": "staff", "sealed_root": b"r", "created_at": "2026-11-23 10:00:00",
    "seen_at": "2026-11-23 10:00:00",
}  # fmt: skip
ROWS = {
    "city_account": ACCOUNT,
    "city_session": VISIT,
    "listen_report": REPORT,
    "listen_attachment": PHOTO,
    "ground_contribution": VOICE,
    "understand_ledger_row": SPENT,
}


def _fill(database: Database) -> None:
    with database.writing() as session:
        for table, row in ROWS.items():
            names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            session.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608


def test_rows_lose_their_order_and_nothing_else(nothing: Database) -> None:
    """Reports become as coarse as an hour; what belongs to them stays, and so does every bound."""
    upgrade(nothing, "0002")
    _fill(nothing)
    upgrade(nothing)
    with nothing.reading() as session:
        report = session.execute(text("SELECT filed_at, publish_after, description FROM listen_report")).one()
        assert [str(each)[:19] for each in report] == ["2026-11-23 10:00:00", "2026-11-23 13:00:00", "x"]
        assert session.execute(text("SELECT report_id FROM listen_attachment")).scalar_one() is not None
        assert session.execute(text("SELECT unit FROM ground_contribution")).scalar_one() == 5
        assert (
            session.execute(
                text("SELECT handle FROM city_account JOIN city_session ON city_account.id = account_id")
            ).scalar_one()
            == "h"
        )
    with pytest.raises(IntegrityError), nothing.writing() as session:
        session.execute(text("UPDATE ground_contribution SET slot = 2"))
    with pytest.raises(DatabaseError, match="append-only"), nothing.writing() as session:
        session.execute(text("UPDATE understand_ledger_row SET body = ''"))
    downgrade(nothing, "0002")
    with nothing.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_attachment")).scalar_one() == 1
        assert str(session.execute(text("SELECT created_on FROM city_account")).scalar_one()) == "2026-11-23"


def test_a_table_with_a_key_that_says_nothing_has_no_hidden_number(settings: Settings, tmp_path: Path) -> None:
    """The models and the revisions say so alike, of every table about a person whose key is random or hashed."""
    with empty_database("sqlite", settings, tmp_path) as database:
        upgrade(database)
        with database.reading() as session:
            listed = session.execute(text("PRAGMA table_list")).mappings().all()
    migrated = {row["name"] for row in listed if row["wr"] and _is_a_table(row["name"], "table", None)}
    told = {table.name for table in metadata().sorted_tables if not table.dialect_options["sqlite"]["with_rowid"]}
    assert migrated == told
    rooms = ("listen_", "ground_contribution", "ground_vault_", "city_account", "city_session", "city_sign_in")
    about_people = {table.name: table for table in metadata().sorted_tables if table.name.startswith(rooms)}
    numbered = {name for name, table in about_people.items() if table.autoincrement_column is not None}
    assert numbered == {"listen_poll", "listen_case_message"}  # one is public, the other belongs to its report
    assert about_people.keys() - numbered == told


def test_a_dropped_parent_takes_no_child_along(settings: Settings, tmp_path: Path) -> None:
    """The switch that lets a table be made anew is off again afterwards, so that erasing still cascades."""
    with empty_database("sqlite", settings, tmp_path) as database:
        upgrade(database)
        with database.writing() as session:
            assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
