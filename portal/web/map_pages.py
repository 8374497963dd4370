"""A page with a map: its style, its scripts, the layers beneath, and the way to ask for facts instead of a page."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Response

from portal.web.assets import map_style_href, script_href
from portal.web.headers import MAP
from portal.web.rendering import render
from portal.web.tiles import Tiles, tiles_of
from portal.web.visit import Visit


def map_page(visit: Visit, template: str, *, drawn: Mapping[str, Any], **facts: Any) -> Response:
    """Render a page with a map. The templates get what the script needs: `layers`, and `drawn`, which it draws first.

    A space is written as its number there: it is nothing to be read.
    """
    setattr(visit.request.state, MAP, True)
    scripts = script_href("js/map.js"), script_href("vendor/leaflet.js")  # in this order: the policy comes first
    layers: tuple[str, Tiles | None] = visit.url("places:districts"), tiles_of(visit.site.settings)
    facts |= {"drawn": orjson.dumps(drawn).decode().replace(" ", r"\u0020")}
    facts |= {"blank": script_href("blank.svg"), "layers": layers}
    return render(visit, template, scripts=scripts, styles=(map_style_href(),), **facts)


def wants_facts(visit: Visit) -> bool:
    """Whether a script asked, which draws the map itself."""
    return bool(visit.request.headers.get("accept") == "application/json")
