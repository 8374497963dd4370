"""Where a map finds the city's districts."""

from fastapi import Response

from portal.city.places.layer import MEDIA_TYPE, layer
from portal.city.places.queries import boundaries
from portal.ground.publicity.memory import remembered
from portal.web.policies import CACHED
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room()


@room.reads("/districts.geojson", name="places:districts", policy=CACHED)
def districts(visit: VisitDep) -> Response:
    """Give the districts in use, with few corners."""
    written = remembered(visit.session, "layer", lambda: layer(boundaries(visit.session)))
    return Response(written, media_type=MEDIA_TYPE)
