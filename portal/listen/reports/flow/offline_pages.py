"""What a phone keeps for later: the whole report as one form, and the list of what waits. Both are the same for all."""

from typing import Any

from fastapi import Response

from portal.listen.reports.answers import questions
from portal.listen.reports.flow.pages import categories, districts
from portal.listen.reports.rules import PHONE_LIFETIME
from portal.web.assets import joined_href
from portal.web.rendering import render
from portal.web.visit import Visit

HOURS = int(PHONE_LIFETIME.total_seconds()) // 3600


def form(visit: Visit) -> Response:
    """The form; what must not be left out is said by the page itself, as no city can be asked."""
    return _page(
        visit,
        "offline",
        scripts=("offline", "report"),
        problem=questions.problem_fields(categories(visit)),
        place=questions.place_fields(districts(visit)),
        sending=questions.sending_fields(),
    )


def waiting(visit: Visit) -> Response:
    """The list, empty: a script fills it with what the phone has kept."""
    return _page(visit, "waiting", scripts=("offline",))


def _page(visit: Visit, name: str, *, scripts: tuple[str, ...], **facts: Any) -> Response:
    return render(
        visit,
        f"reports/{name}.html",
        section="report",
        inline=True,
        scripts=tuple(map(joined_href, scripts)),
        hours=HOURS,
        **facts,
    )
