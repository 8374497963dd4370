"""Where everyone reads the pages that the city writes."""

from fastapi import Response

from portal.city.pages import views
from portal.city.places.shell import official_of
from portal.city.texts import queries
from portal.ground.errors import NotFound
from portal.web.policies import CACHED
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()


@room.reads("/pages", name="pages:index", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """List the pages."""
    return render(visit, "city_pages/index.html", pages=listed(visit))


@room.reads("/pages/{page}", name="pages:show", policy=CACHED)
def show(visit: VisitDep, page: str) -> Response:
    """Show a page."""
    found = next((each for each in queries.published_pages(visit.session) if each.name == page), None)
    read = found and views.reading(found, visit.locale.tag, official_of(visit))
    if not read:
        raise NotFound
    return render(visit, "city_pages/show.html", read=read)


def listed(visit: Visit) -> tuple[views.Reading, ...]:
    """List the pages that everyone may read, by their titles in the reader's language."""
    return views.titles(queries.published_pages(visit.session), visit.locale.tag, official_of(visit))
