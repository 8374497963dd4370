"""What the last run of the checks found, and whether pages have changed since."""

import hashlib
import json
from functools import cache
from pathlib import Path

from accessibility.results import Results, read
from portal.ground.mail.environment import template_folder
from portal.web.assets import STATIC

FILE = Path(__file__).with_name("checked.json")
"""Written by `make statement`; packed with the portal."""
_PARTS = ("*.html", "*.css", "*.js")


@cache
def last_run() -> Results:
    """Read the last run."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


@cache
def made_of() -> str:
    """The fingerprint of what pages are made of: templates, style sheets and scripts of our own."""
    found = [path for folder in (template_folder(), STATIC) for part in _PARTS for path in folder.rglob(part)]
    digest = hashlib.sha256()
    for path in sorted(path for path in found if "vendor" not in path.parts):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def is_up_to_date() -> bool:
    """Say whether the pages are those that were checked."""
    return last_run().made_of == made_of()
