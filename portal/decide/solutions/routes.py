"""Where everyone reads one measure."""

from fastapi import Response

from portal.city.issues.names import names_of
from portal.decide.solutions import queries
from portal.ground.errors import NotFound
from portal.web.policies import CACHED
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room()


@room.reads("/solutions/{reference}", name="solutions:show", policy=CACHED)
def show(visit: VisitDep, reference: str) -> Response:
    """Show what the city could do: in words, its cost, and which needs it would relieve."""
    solution = queries.by_reference(visit.session, reference)
    if solution is None:
        raise NotFound
    return render(visit, "solutions/show.html", section="decide", solution=solution, names=names_of(visit))
