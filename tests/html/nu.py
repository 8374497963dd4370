"""Asks the W3C's Nu checker about many pages at once: it takes seconds to start and milliseconds for a page."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Attributes of htmx are no HTML; they are kept apart by `hx-` and checked by the audit (H14, H15). The roles of a table
# are written out because a browser may forget them where its cells are stacked.
TOLERATED = (
    r".*Attribute “hx-[a-z:-]+” not allowed on element.*"
    r"|.*The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element.*"
    r"|.*The “role” attribute must not be used on a “(tr|th|td)” element which has a “table” ancestor.*"
)


# One short run: a deep stack for long pages, and no time spent on compiling what runs once.
QUICK = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class NoChecker(RuntimeError):
    """The checker cannot run; the message says what is missing."""


def validate(pages: Mapping[str, str]) -> tuple[str, ...]:
    """Return every error and warning, as "name line 3: …", in the order of the names. Raises NoChecker."""
    java = _java()
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for at, (name, html) in enumerate(sorted(pages.items())):
            path = Path(folder, f"{at:04}.html")
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        if not names:
            return ()
        options = [
            "--format",
            "json",
            "--exit-zero-always",
            "--stdout",
            "--skip-non-html",
            "--filterpattern",
            TOLERATED,
        ]
        done = subprocess.run(
            [java, *QUICK, "-jar", str(JAR), *options, folder], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise NoChecker(f"the Nu checker did not run: {(done.stderr or done.stdout).strip()[-400:]}")
    messages = json.loads(done.stdout)["messages"]
    return tuple(
        f"{names[each['url'].rsplit('/', 1)[-1]]} line {each.get('lastLine', 0)}: {each['message']}"
        for each in messages
    )


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise NoChecker("no Java here: install a runtime to have pages checked by the Nu checker")
    if not JAR.is_file():
        raise NoChecker("no Nu checker here: run `npm ci`")
    return java
