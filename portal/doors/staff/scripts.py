"""The scripts of the desk's pages."""

from portal.web.assets import script_href


def scripts() -> tuple[str, ...]:
    """Give the scripts that shorten the way; every page works without them."""
    return tuple(script_href(file) for file in ("vendor/htmx.js", "js/swaps.js"))
