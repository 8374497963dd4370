"""A stored file is whole, private, and found by its key alone."""

import os
import signal
import stat
import time
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.clock import FrozenClock
from portal.ground.media.folder import MediaFolder, NotAKey, media_of
from portal.ground.settings import Settings


@pytest.fixture
def media(settings: Settings) -> MediaFolder:
    return media_of(settings)


def files(media: MediaFolder) -> list[Path]:
    return [path for path in media.folder.glob("*/*/*") if path.is_file()]


def test_what_is_put_in_comes_out(media: MediaFolder) -> None:
    key = media.put(b"a photo", ".jpg")
    assert media.exists(key)
    with media.open(key) as file:
        assert file.read() == b"a photo"


def test_equal_files_have_different_keys_of_128_random_bits(media: MediaFolder) -> None:
    keys = {media.put(b"a photo", ".jpg") for _ in range(20)}
    assert len(keys) == 20
    assert all(len(key.removesuffix(".jpg")) == 32 for key in keys)


def test_a_deleted_file_is_gone_and_may_be_deleted_again(media: MediaFolder) -> None:
    key = media.put(b"a photo", ".jpg")
    media.delete(key)
    media.delete(key)
    assert not media.exists(key)
    assert files(media) == []
    with pytest.raises(FileNotFoundError):
        media.open(key)


def test_only_the_citys_own_user_may_read(media: MediaFolder) -> None:
    before = os.umask(0)
    try:
        media.put(b"a photo", ".jpg")
    finally:
        os.umask(before)
    for path in (media.folder, *media.folder.rglob("*")):
        expected = 0o600 if path.is_file() else 0o700
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


@given(st.text(max_size=60))
def test_no_text_but_a_key_opens_anything(text: str) -> None:
    media = MediaFolder(Path("/nowhere"))
    for act in (media.open, media.exists, media.delete):
        with pytest.raises(NotAKey):
            act(text)


@pytest.mark.parametrize(
    "key",
    [
        "../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "a" * 32,
        "A" * 32 + ".jpg",
        "a" * 32 + ".jpg\n",
        "a" * 32 + ".jpg/..",
        "a" * 32 + ".JPG",
        "aa/" + "a" * 29 + ".jpg",
        "." * 32 + ".jpg",
        "",
    ],
)
def test_no_path_leads_out_of_the_folder(media: MediaFolder, key: str) -> None:
    for act in (media.open, media.exists, media.delete):
        with pytest.raises(NotAKey):
            act(key)


@pytest.mark.parametrize("suffix", ["", "jpg", ".", "/.jpg", ".jp/g", ".." + "jpg", ".JPG", ".jpg ", ".verylongsuffix"])
def test_a_suffix_is_a_dot_and_a_few_letters(media: MediaFolder, suffix: str) -> None:
    with pytest.raises(NotAKey):
        media.put(b"", suffix)


def test_a_link_in_the_place_of_a_file_is_not_followed(media: MediaFolder, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    key = media.put(b"a photo", ".jpg")
    (path,) = files(media)
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(OSError, match="symbolic link"):
        media.open(key)


def test_neither_a_file_nor_a_folder_tells_when_in_a_day_something_was_stored_or_deleted(media: MediaFolder) -> None:
    kept, gone = (media.put(b"a photo", ".jpg") for _ in range(2))
    media.delete(gone)
    assert media.exists(kept)
    for path in (media.folder, *media.folder.rglob("*")):
        assert path.stat().st_mtime % 86_400 == 0, path


def test_strays_are_removed_and_known_or_new_files_stay(media: MediaFolder, frozen_clock: FrozenClock) -> None:
    known, stray, new = (media.put(b"a photo", ".jpg") for _ in range(3))
    for path in files(media):
        dated = time.time() - 1.5 * 86_400 if path.name == new else 0  # it may be from the last hour of that day
        os.utime(path, (dated, dated))
    half_written = files(media)[0].with_name(f".{'f' * 32}.jpg")
    half_written.touch()
    os.utime(half_written, (0, 0))

    frozen_clock.advance(timedelta(days=400))  # of a demo; the new file is as new as before
    assert media.remove_strays({known}.intersection, older_than=timedelta(days=1)) == 2
    assert media.exists(known)
    assert media.exists(new)
    assert not media.exists(stray)
    assert len(files(media)) == 2


def test_a_new_file_that_no_row_came_to_know_is_removed_within_minutes(media: MediaFolder) -> None:
    known, stray = (media.put(b"a photo", ".jpg") for _ in range(2))
    assert media.settle_new({known}.intersection, older_than=timedelta(minutes=10)) == 0
    assert media.exists(stray), "its transaction may still go on"
    assert media.settle_new({known}.intersection, older_than=timedelta(seconds=-1)) == 1
    assert (media.exists(known), media.exists(stray)) == (True, False)
    assert media.settle_new(lambda _: (), older_than=timedelta(seconds=-1)) == 0, "what is known was settled"
    assert media.exists(known)


def test_half_a_file_of_a_killed_process_is_removed_within_minutes(media: MediaFolder) -> None:
    key = media.put(b"a photo", ".jpg")
    (path,) = files(media)
    path.rename(path.with_name(f".{key}"))
    media.settle_new(lambda _: (), older_than=timedelta(seconds=-1))
    assert files(media) == []


def test_a_process_that_is_killed_leaves_no_half_file_under_a_key(media: MediaFolder) -> None:
    content = b"x" * 2_000_000
    told, tell = os.pipe()

    def write() -> None:
        while True:
            os.write(tell, media.put(content, ".jpg").encode())

    writer = get_context("fork").Process(target=write)
    writer.start()
    acknowledged = [os.read(told, len("f" * 32 + ".jpg")).decode() for _ in range(5)]
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()

    visible = [path for path in files(media) if not path.name.startswith(".")]
    assert {path.stat().st_size for path in visible} == {len(content)}
    assert all(media.exists(key) for key in acknowledged)
