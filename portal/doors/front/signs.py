"""The pages of the films in sign language."""

from fastapi import Response

from portal.ground.errors import NotFound
from portal.web.films import Film, films, text_of
from portal.web.policies import CACHED
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()


@room.reads("/sign-language", name="signs:index", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """List the films, or say where help in person is."""
    return render(visit, "pages/signs.html", films=films(visit.site.settings))


@room.reads("/sign-language/{film}", name="signs:show", policy=CACHED)
def show(visit: VisitDep, film: str) -> Response:
    """Show one film with its text."""
    found = _named(visit, film)
    tongue, lines = text_of(found, visit.locale)
    return render(visit, "pages/sign_film.html", film=found, tongue=tongue, lines=lines)


def _named(visit: Visit, name: str) -> Film:
    for film in films(visit.site.settings):
        if film.name == name:
            return film
    raise NotFound
