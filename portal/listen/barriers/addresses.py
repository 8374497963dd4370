"""The address of the page where somebody met a problem: a path of this site, with every secret cut out of it."""

import re
from typing import Final
from urllib.parse import urlsplit

_PLAIN: Final = re.compile(r"[A-Za-z0-9.-]{1,20}")  # a word or a reference: the secret of a draft or link is longer
_CUT: Final = "…"


def page_from(referrer: str, *, own: str) -> str:
    """Give the page that a visitor comes from, as the form shows it; empty where it is none of ours, or no page.

    `own` is the path of the form itself, in any language: it is no place where a problem was.
    """
    try:
        parts = urlsplit(referrer)
    except ValueError:
        return ""
    path = parts.path if parts.scheme in ("http", "https") and parts.netloc else ""
    return "" if not path or path.split("/")[2:] == own.split("/")[2:] else plain(path)


def plain(path: str) -> str:
    """Write a path without its secrets: what is no short word becomes three dots."""
    return "/".join(part if not part or _PLAIN.fullmatch(part) else _CUT for part in path.split("/"))
