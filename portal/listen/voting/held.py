"""A choice on its way from the ballot to the page that shows it before it counts: in the address, sealed.

It is sealed under the session's own secret, so neither the browser's history nor a log says how somebody would vote,
and the page can be loaded again. Nothing is stored.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from privacy.vault.keys import KeyRing, split
from privacy.vault.sealing import InvalidSeal, Place, seal, unseal

NOBODY = UUID(int=0)


def sealed(ring: KeyRing, cookie: str, *, poll: int, option: str, district: str) -> str:
    """Seal a choice for an address."""
    choice = json.dumps([option, district]).encode()
    return urlsafe_b64encode(seal(choice, key=_key(ring, cookie), place=_place(poll))).decode().rstrip("=")


def opened(ring: KeyRing, cookie: str, text: str, *, poll: int) -> tuple[str, str] | None:
    """Open a choice: option and district; None where it is of another session or poll, or was made up."""
    try:
        content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        option, district = json.loads(unseal(content, key=_key(ring, cookie), place=_place(poll)))
    except (Error, ValueError, InvalidSeal):
        return None
    return option, district


def _key(ring: KeyRing, cookie: str) -> bytes:
    return split(cookie.encode(), "ballot", salt=ring.named("session"))


def _place(poll: int) -> Place:
    return Place(table="listen_poll", column="choice", row=UUID(int=poll), subject=NOBODY)
