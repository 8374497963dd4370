"""What stands beside an issue and is not the issue's own: whether this visitor has said "this is mine too".

A public fact may not know who spoke, so the page asks whoever the application has put on `app.state.support_of`.
"""

from collections.abc import Callable
from enum import StrEnum

from fastapi import Response

from portal.city.issues.queries import Shown
from portal.web.visit import Visit


class Support(StrEnum):
    """What the button says to this visitor."""

    OFFERED = "offered"
    GIVEN = "given"
    TAKEN_BACK = "taken-back"  # a moment ago
    COUNTED = "counted"  # given, and this browser keeps no cookie to remember it by


SupportOf = Callable[[Visit, Shown], Support]
Remembering = Callable[[Response], Response]
CountIn = Callable[[Visit, Shown], Remembering]


def support_of(visit: Visit, issue: Shown) -> Support:
    """Ask whether this visitor supports the issue."""
    ask: SupportOf = visit.request.app.state.support_of
    return ask(visit, issue)


def count_in(visit: Visit, issue: Shown) -> Remembering:
    """Say for this visitor that the issue is theirs, too; what comes back lets the answer remember it.

    Raises Conflict where the issue has ended. A report knows no support, so the application says who does.
    """
    count: CountIn = visit.request.app.state.count_in
    return count(visit, issue)
