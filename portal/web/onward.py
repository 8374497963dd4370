"""Where somebody may be led back to after signing in: a page about a poll or an issue, staff to a page of the desk."""

import re
from typing import Final

from i18n.locales import SHIPPED

_LOCALE: Final = "|".join(each.tag for each in SHIPPED)
_PAGE: Final = re.compile(rf"/(?:{_LOCALE})/(?:decide|issues)(?:/[A-Za-z0-9-]{{1,24}})?")
_DESK: Final = re.compile(rf"/staff/(?:{_LOCALE})(?!/sign-)(?:/[A-Za-z0-9-]{{1,150}}){{1,5}}")


def onward(path: str) -> str:
    """Give `path` back where it is such a page of this site; else nothing: it may come from anywhere."""
    return path if _PAGE.fullmatch(path) else ""


def to_the_desk(path: str) -> str:
    """Give `path` back where it is a page of the desk; else nothing."""
    return path if _DESK.fullmatch(path) else ""
