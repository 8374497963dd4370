"""Where somebody may be led back to after signing in: a public page about a poll or an issue, and nowhere else."""

import re
from typing import Final

_PAGE: Final = re.compile(r"/[a-z]{2}/(?:decide|issues)(?:/[A-Za-z0-9-]{1,24})?")


def onward(path: str) -> str:
    """Give `path` back where it is such a page of this site; else nothing: it may come from anywhere."""
    return path if _PAGE.fullmatch(path) else ""
