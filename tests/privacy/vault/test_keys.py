"""Keys are made once, read by all, seen by nobody else, and gone when they are destroyed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from privacy.vault.key_folder import FolderStore, UnsafeKeys, open_folder
from privacy.vault.keys import KeyDestroyed, KeyNotFound, KeyRing, in_memory, split
from privacy.vault.wrapping import KEK_BYTES

ROOT = Path(__file__).parents[3]
RUNNER = Path(__file__).with_name("race_of_keys.py")


@pytest.fixture(params=["folder", "memory"])
def ring(request: pytest.FixtureRequest, tmp_path: Path) -> KeyRing:
    """An empty key ring of each kind: both keep the same promises."""
    return in_memory() if request.param == "memory" else open_folder(tmp_path / "keys")


def test_a_named_key_is_made_once_and_stays(ring: KeyRing) -> None:
    tracking = ring.named("tracking")
    assert len(tracking) == 32
    assert ring.named("tracking") == tracking
    assert ring.named("family:needs") != tracking
    assert ring.names() == ("family:needs", "tracking")


def test_an_epoch_key_is_never_made_by_reading(ring: KeyRing) -> None:
    with pytest.raises(KeyNotFound):
        ring.epoch_key(202648)
    made = ring.make_epoch(202648)
    assert len(made) == KEK_BYTES
    assert ring.epoch_key(202648) == ring.make_epoch(202648) == made
    ring.make_epoch(202701)
    assert ring.epochs() == (202648, 202701)


def test_a_destroyed_key_never_comes_back(ring: KeyRing) -> None:
    ring.make_epoch(202648)
    ring.destroy_epoch(202648)
    assert ring.epochs() == ()
    for read in (ring.epoch_key, ring.make_epoch):
        with pytest.raises(KeyDestroyed):
            read(202648)
    ring.destroy("family:needs")
    with pytest.raises(KeyDestroyed):
        ring.named("family:needs")


@pytest.mark.parametrize("name", ["", "Tracking", "../tracking", "a.b", "epoch:202648", "a b", "a/b", ":a"])
def test_a_name_that_is_no_name_is_refused(ring: KeyRing, name: str) -> None:
    with pytest.raises(ValueError, match="not a key name"):
        ring.named(name)


def test_a_week_that_does_not_exist_is_refused(ring: KeyRing) -> None:
    with pytest.raises(ValueError, match="week"):
        ring.make_epoch(202660)


def test_keys_are_not_derived_from_one_another(ring: KeyRing) -> None:
    session = ring.named("session")
    assert split(session, "csrf") != split(session, "flash") != session
    assert split(session, "csrf") == split(session, "csrf")


def test_another_process_reads_the_same_keys(tmp_path: Path) -> None:
    assert open_folder(tmp_path / "keys").named("etag") == open_folder(tmp_path / "keys").named("etag")


def test_what_one_process_destroys_is_gone_for_all(tmp_path: Path) -> None:
    one, other = open_folder(tmp_path / "keys"), open_folder(tmp_path / "keys")
    secret = one.make_epoch(202648)
    assert other.epoch_key(202648) == secret
    one.destroy_epoch(202648)
    with pytest.raises(KeyDestroyed):
        other.epoch_key(202648)
    assert all(secret not in file.read_bytes() for file in (tmp_path / "keys").iterdir())


def test_a_destroyed_key_is_overwritten_and_not_only_unlinked(tmp_path: Path) -> None:
    ring = open_folder(tmp_path / "keys")
    secret = ring.make_epoch(202648)
    held_open = (tmp_path / "keys" / "epoch.202648.key").open("rb")
    with held_open:
        assert held_open.read() == secret
        ring.destroy_epoch(202648)
        held_open.seek(0)
        assert held_open.read() == bytes(KEK_BYTES)


def test_what_was_left_dying_is_swept_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    secret = open_folder(folder).make_epoch(202648)
    (folder / "epoch.202648.destroyed").touch(0o600)
    (folder / "epoch.202648.key").rename(folder / ".epoch.202648.key.dying")
    with pytest.raises(KeyDestroyed):
        open_folder(folder).epoch_key(202648)
    assert all(secret not in file.read_bytes() for file in folder.iterdir())


def test_nobody_else_can_read_the_folder_or_a_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    open_folder(folder).named("session")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in folder.iterdir())


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701, 0o777])
def test_a_folder_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "keys"
    open_folder(folder)
    folder.chmod(mode)
    with pytest.raises(UnsafeKeys):
        open_folder(folder)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_open_to_others_is_refused_even_when_it_was_read_before(tmp_path: Path, mode: int) -> None:
    ring = open_folder(tmp_path / "keys")
    ring.named("session")
    (tmp_path / "keys" / "session.key").chmod(mode)
    with pytest.raises(UnsafeKeys):
        ring.named("session")


@pytest.mark.parametrize("content", [b"", b"short", bytes(33), bytes(65)])
def test_a_damaged_key_is_refused(tmp_path: Path, content: bytes) -> None:
    ring = open_folder(tmp_path / "keys")
    ring.named("session")
    (tmp_path / "keys" / "session.key").write_bytes(content)
    with pytest.raises(UnsafeKeys):
        ring.named("session")


def test_symbolic_links_are_refused(tmp_path: Path) -> None:
    real = tmp_path / "real"
    open_folder(real).named("session")
    (tmp_path / "keys").symlink_to(real)
    with pytest.raises(UnsafeKeys):
        open_folder(tmp_path / "keys")
    (real / "session.key").rename(tmp_path / "elsewhere.key")
    (real / "session.key").symlink_to(tmp_path / "elsewhere.key")
    with pytest.raises(UnsafeKeys):
        open_folder(real).named("session")


def test_the_later_of_two_makers_takes_the_earlier_key(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "keys")
    assert store.create("etag", b"1" * 32) == store.create("etag", b"2" * 32) == b"1" * 32
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["etag.key"]


def race(folder: Path, which: str, *, runners: int = 4, keys: int = 40) -> tuple[tuple[str, ...], ...]:
    """Let several processes make the same keys at once: for each process, the keys it got."""
    command = [sys.executable, str(RUNNER), str(folder), which, *(f"key-{at}" for at in range(keys))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(runners)
    ]
    for each in running:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in running:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    return tuple(tuple(each.communicate(timeout=60)[0].split()) for each in running)


def test_processes_that_make_the_same_keys_at_once_agree(tmp_path: Path) -> None:
    got = race(tmp_path / "keys", "ours")
    assert [len(each) for each in got] == [40] * 4
    assert len(set(got)) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 40


def test_looking_before_writing_would_not_agree(tmp_path: Path) -> None:
    """The control: the same race must tell a naive key ring from ours, within forty tries."""
    folders = [tmp_path / str(attempt) for attempt in range(40)]
    for folder in folders:
        folder.mkdir()
    assert any(len(set(race(folder, "naive"))) > 1 for folder in folders)
