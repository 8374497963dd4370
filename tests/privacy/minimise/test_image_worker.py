"""The process that decodes a photo can open nothing, keeps no secrets, and is ended when it does not end itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from privacy.minimise import images
from privacy.minimise.images import DecodingFailed, clean
from tests.interpreter import loaded_after

WORKER = Path(images.__file__).with_name("image_worker.py")
TRY_THE_DOOR = f"""
import mmap, runpy, socket, subprocess
inside = runpy.run_path({str(WORKER)!r}, run_name="looked_at")

def tries():
    yield lambda: open("/etc/hostname").close()
    yield lambda: socket.socket().close()
    yield lambda: subprocess.run(["/bin/true"], stdout=subprocess.PIPE)
    yield lambda: mmap.mmap(-1, 2 * 1024**3).close()

def managed():
    for each in tries():
        try:
            each()
            yield "yes"
        except (OSError, MemoryError) as refused:
            yield "no"

before = list(managed())
inside["_lock_the_door"]()
print(*before, *managed())
"""


def with_worker(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another script where the decoder is, as if a hostile photo had taken it over."""
    taken_over = tmp_path / "taken_over.py"
    taken_over.write_text(script)
    monkeypatch.setattr(images, "_WORKER", taken_over)


def test_behind_the_locked_door_nothing_opens() -> None:
    """A file, a socket, a program, two gigabytes: all four work before (the control) and none after."""
    asked = subprocess.run([sys.executable, "-c", TRY_THE_DOOR], capture_output=True, text=True, timeout=30, check=True)
    assert asked.stdout.split() == ["yes"] * 4 + ["no"] * 4


def test_a_decoder_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_worker("while True: pass", tmp_path, monkeypatch)
    monkeypatch.setattr(images, "SECONDS", 0.3)
    with pytest.raises(DecodingFailed):
        clean(bytes(1_000_000))


def test_a_decoder_that_floods_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_worker("import sys\nwhile True: sys.stdout.write('x' * 65536)", tmp_path, monkeypatch)
    with pytest.raises(DecodingFailed):
        clean(b"photo")


@pytest.mark.parametrize("script", ["", "raise SystemExit(3)", "import os; os.abort()", "import os; os.close(0)"])
def test_a_decoder_that_ends_early_is_a_photo_that_failed(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_worker(script, tmp_path, monkeypatch)
    with pytest.raises(DecodingFailed):
        clean(bytes(10_000_000))


def test_the_decoder_gets_no_secret_of_the_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    with_worker(f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))", tmp_path, monkeypatch)
    monkeypatch.setenv("VEU_DATABASE_URL", "postgresql://somebody:secret@localhost/veu")
    with pytest.raises(DecodingFailed):
        clean(b"photo")
    assert "secret" in os.environ["VEU_DATABASE_URL"]
    assert "VEU" not in seen.read_text()


def test_the_portal_never_loads_a_decoder() -> None:
    assert loaded_after("import privacy.minimise.images").isdisjoint({"PIL", "cv2", "numpy"})
