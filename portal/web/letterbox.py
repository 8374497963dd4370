"""How many first letters one person gets: whoever fills in a form can write somebody else's address."""

from typing import Final

from portal.web.throttling import Throttle
from portal.web.visit import Visit
from privacy.vault.pseudonyms import person_of_email

greetings: Final = Throttle(per_minute=0.1, burst=4)


def has_room(visit: Visit, email: str, letterbox: Throttle = greetings) -> bool:
    """Count a letter to whoever reads `email`; False where it got enough of them for now. The address is not kept."""
    return letterbox.spares(visit.request, person_of_email(email, key=visit.site.ring.named("root")).hex())
