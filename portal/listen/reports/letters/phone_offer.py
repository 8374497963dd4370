"""Whether "Tell me on this phone" is offered, and what the browser must know for it."""

from portal.web.assets import script_href
from portal.web.visit import Visit
from privacy.push import sender


def key(visit: Visit) -> str:
    """Give what a browser must know to wait for us; empty where the city has not switched it on."""
    return sender.public_key(visit.site.ring.named(sender.KEY)) if visit.site.settings.push else ""


def scripts(visit: Visit) -> tuple[str, ...]:
    """Name the script that shows the button."""
    return (script_href("js/push.js"),) if visit.site.settings.push else ()
