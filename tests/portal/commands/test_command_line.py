"""The command line as its users meet it: help for each command, one clear line for what is wrong, exit codes."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import cli
from portal.cli import COMMANDS
from tests.portal.commands.running import ROOT, fails_with_one_line, veu

CITY = """
[jurisdiction]
names = { es = "Ribera" }
prefix = "RIB"
official_languages = ["es"]
help_phone = "010"
help_hours = { es = "de lunes a viernes" }
"""
DISTRICTS = """{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {"code": "centro", "name": "Centro"},
"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}]}"""
PLACES = """name,language,kind,district,latitude,longitude
Mercat Central,ca,market,,0.5,0.5
Escola de Dalt,ca,college,,0.5,0.5
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(cli.veu, [command, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    "words", [("nonsense",), ("demo", "--advance", "soon"), ("staff", "invite"), ("serve", "--what")]
)
def test_wrong_words_end_with_2(words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(cli.veu, words).exit_code == 2


def test_an_installation_that_is_not_set_up_says_so_in_one_line(tmp_path: Path) -> None:
    result = veu("verify", var=tmp_path)
    assert result.returncode == 1
    assert result.stderr.strip() == f"Error: There is no database at {tmp_path / 'veu.db'}. Run: veu migrate"


@pytest.mark.parametrize("words", [("serve",), ("worker", "--once"), ("staff", "invite", "--email", "a@example.org")])
def test_what_meets_people_wants_to_know_where_the_keys_are(words: tuple[str, ...], migrated: Path) -> None:
    result = veu(*words, var=migrated)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: Set VEU_KEYS to the folder of the key files, apart from VEU_VAR.")
    assert "VEU_MODE=demo" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_database_and_a_folder_are_all_that_files_and_figures_need(tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    (city / "city.toml").write_text(CITY, encoding="utf-8")
    (city / "districts.geojson").write_text(DISTRICTS, encoding="utf-8")
    (city / "streets.csv").write_text("name,language,district,latitude,longitude\n", encoding="utf-8")
    (city / "services.toml").write_bytes((ROOT / "portal/demo/marjal/services.toml").read_bytes())
    for words in (("migrate",), ("import", "city", str(city)), ("release", "--due"), ("verify",)):
        result = veu(*words, var=tmp_path / "new")
        assert (result.returncode, result.stderr) == (0, ""), words
    places = tmp_path / "places.csv"
    places.write_text(PLACES, encoding="utf-8")
    dry, real = (veu("import", "places", str(places), *more, var=tmp_path / "new") for more in (["--dry-run"], []))
    assert (dry.returncode, real.returncode) == (3, 3), dry.stderr + real.stderr
    assert dry.stdout.startswith("A dry run: nothing was changed. It would be:\nPlaces: 1 new, 0 known before, 0 gone.")
    assert real.stdout.startswith("Places: 1 new, 0 known before, 0 gone.")
    rejects = tmp_path / "places.csv.rejects.csv"
    assert rejects.read_text(encoding="utf-8") == "line,id,reason,column\n3,,bad-kind,kind\n"


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "postgresql+psycopg://a@127.0.0.1:9/b"])
def test_a_database_that_is_not_there_is_told_in_one_line(url: str, tmp_path: Path) -> None:
    result = veu("migrate", var=tmp_path, VEU_DATABASE_URL=url)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1, result.stderr


def test_the_demo_with_no_life_is_ready_and_loses_nothing(tmp_path: Path) -> None:
    first = veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    assert first.returncode == 0, first.stderr
    assert "/staff/en/sign-in/" in first.stdout
    assert "Letters are not sent: each is printed below, in this terminal." in first.stdout
    written = (tmp_path / "veu.db").stat().st_ino
    second = veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    assert second.returncode == 0
    assert (tmp_path / "veu.db").stat().st_ino == written
    looked = veu("doctor", var=tmp_path).stdout
    assert ", 0 to mend." in looked
    assert "SQLite: journal_mode wal, synchronous 2, secure_delete 1, foreign_keys 1" in looked


def test_a_folder_that_cannot_be_written_is_named(migrated: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    fails_with_one_line(veu("demo", "--prepare", var=file), str(file), "VEU_VAR")
    fails_with_one_line(veu("worker", "--once", var=migrated, VEU_MODE="test", VEU_KEYS=str(file)), "VEU_KEYS")


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_that_is_taken_is_named_before_anything_is_done(command: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        mode = {} if command == "demo" else {"VEU_MODE": "test"}
        fails_with_one_line(veu(command, var=tmp_path, VEU_PORT=port, **mode), port, "VEU_PORT")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["migrate", "worker", "verify"])
def test_a_database_that_does_not_answer_is_named(command: str, tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # bound, and not listening: connections are refused
        away = f"postgresql+psycopg://veu@127.0.0.1:{silent.getsockname()[1]}/veu"
        result = veu(command, var=tmp_path, VEU_MODE="test", VEU_DATABASE_URL=away)
    fails_with_one_line(result, "does not answer", "VEU_DATABASE_URL")


def test_a_database_of_a_newer_version_is_left_alone(empty_demo: Path) -> None:
    with closing(sqlite3.connect(empty_demo / "veu.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
    fails_with_one_line(veu("migrate", var=empty_demo), "newer version", "ffff")
    fails_with_one_line(veu("demo", "--prepare", var=empty_demo), "newer version", "ffff")


def test_a_database_without_tables_is_told_what_to_do(tmp_path: Path) -> None:
    fails_with_one_line(veu("verify", var=tmp_path, VEU_MODE="test"), "veu migrate")
    looked = veu("doctor", var=tmp_path, VEU_MODE="test")
    assert looked.returncode == 1
    assert looked.stderr == ""
    assert "✗ the database is behind\n    veu migrate\n" in looked.stdout


def test_a_demo_is_not_laid_over_another_installation(migrated: Path) -> None:
    refused = veu("demo", "--prepare", var=migrated)
    assert refused.returncode == 2
    assert "in use" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("TIME_ZONE", "Mars/Olympus"), ("DATABASE_URL", "mysql://x/y"), ("MODE", "x")]
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str, tmp_path: Path) -> None:
    fails_with_one_line(veu("doctor", var=tmp_path, **{f"VEU_{name}": value}), f"VEU_{name}")


def test_the_clock_moves_in_a_demo_only(empty_demo: Path) -> None:
    moved = veu("demo", "--advance", "1w", var=empty_demo)
    assert moved.returncode == 0, moved.stderr
    assert (empty_demo / "clock-offset").read_text() == str(7 * 86400)
    assert "Releases published: 0. A week is published seven days after it ends." in moved.stdout
    assert "Staff sign in at http://127.0.0.1:8011/staff/en/sign-in/" in moved.stdout, "their session has ended"
    refused = veu("demo", "--advance", "1w", var=empty_demo, VEU_MODE="test")
    assert refused.returncode == 2


def test_a_demo_of_an_unknown_kind_is_not_made(tmp_path: Path) -> None:
    refused = veu("demo", "--prepare", var=tmp_path / "var", VEU_DEMO="full")
    assert refused.returncode == 2
    assert "VEU_DEMO is empty, or it is not set." in refused.stderr
    assert not (tmp_path / "var").exists()


def test_no_clock_is_moved_where_no_demo_is(tmp_path: Path) -> None:
    var = tmp_path / "forgotten"
    fails_with_one_line(veu("demo", "--advance", "1w", var=var), "There is no demo in", "make demo", "VEU_VAR")
    assert not var.exists()


def test_staff_are_invited_by_a_link(empty_demo: Path) -> None:
    result = veu("staff", "invite", "--email", "clerk@example.org", var=empty_demo)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("http://127.0.0.1:8011/staff/en/sign-in/"), "where the demo was started"
    assert "clerk@example.org" not in result.stdout
    assert veu("staff", "invite", "--email", "clerk", var=empty_demo).returncode == 2
    fails_with_one_line(
        veu("staff", "remove", "clerk@example.org", var=empty_demo), "Nobody of the staff", "veu staff list"
    )


def test_looking_makes_no_database(tmp_path: Path) -> None:
    fails_with_one_line(veu("verify", var=tmp_path / "new"), "no database at", "veu migrate")
    assert list(tmp_path.iterdir()) == []
