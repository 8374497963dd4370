"""Write requirements/*.txt anew from pyproject.toml: pinned, with hashes, and without any address to download from."""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
QUIET = ("--quiet", "--generate-hashes", "--no-header", "--strip-extras", "--allow-unsafe", "--no-annotate")
NO_ADDRESS = ("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")


def compile_(source: Path, target: str) -> None:
    """Resolve one file."""
    output = ("--output-file", str(HERE / target))
    subprocess.run([sys.executable, "-m", "piptools", "compile", *QUIET, *NO_ADDRESS, *output, str(source)], check=True)


def main() -> None:
    """Resolve what runs first, then what builds and tests it, within what runs."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    compile_(ROOT / "pyproject.toml", "portal.txt")
    compile_(HERE / "build.in", "build.txt")
    compile_(HERE / "node.in", "node.txt")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "dev.in"
        within = [f"-c {HERE / name}" for name in ("portal.txt", "build.txt")]
        wanted.write_text("\n".join([*within, *groups["dev"]]) + "\n", encoding="utf-8")
        compile_(wanted, "dev.txt")


if __name__ == "__main__":
    main()
