"""What is right about supporting an issue: how a visitor is told from others, and what a mark is made of."""

import re
from typing import Final

from i18n.lazy import lazy
from portal.ground.errors import Conflict
from privacy.vault.pseudonyms import mark_of_cookie

COOKIE: Final = "__Host-mine"
COOKIE_LIFETIME_S: Final = 365 * 24 * 60 * 60
PROCESS: Final = "process:support"
"""The key under which an account is called here, and nowhere else."""

_OURS = re.compile(r"[A-Za-z0-9_-]{43}")


class IssueEnded(Conflict):
    """The issue is closed, so nobody can say any more that it is theirs."""

    code = "issue-ended"
    title = lazy("This issue is closed")
    advice = lazy("If the problem is still there, send a new report.")


def is_ours(cookie: str) -> bool:
    """Whether a cookie looks as we make them; any other is as good as none."""
    return _OURS.fullmatch(cookie) is not None


def mark_on(issue_id: int, *, secret: str) -> str:
    """Make the mark of a person on one issue; two marks of one person cannot be told from those of two."""
    return mark_of_cookie(secret, target=str(issue_id))
