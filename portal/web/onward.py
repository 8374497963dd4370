"""Where somebody may be led back to after signing in: a page about a poll or an issue, staff to a page of the desk."""

import re
from typing import Final

_PAGE: Final = re.compile(r"/[a-z]{2}/(?:decide|issues)(?:/[A-Za-z0-9-]{1,24})?")
_DESK: Final = re.compile(r"/staff/[a-z]{2}/(?!sign-)[A-Za-z0-9/-]{1,150}")


def onward(path: str) -> str:
    """Give `path` back where it is such a page of this site; else nothing: it may come from anywhere."""
    return path if _PAGE.fullmatch(path) else ""


def to_the_desk(path: str) -> str:
    """Give `path` back where it is a page of the desk; else nothing."""
    return path if _DESK.fullmatch(path) else ""
