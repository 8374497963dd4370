"""Whom the desk lets in: whoever works there, or its managers only."""

from typing import Final

from portal.city.identity.rules import STAFF, Role
from portal.web.policies import role

STAFF_ONLY: Final = role(*STAFF)
EDITORS: Final = role(*STAFF)
"""Who writes and reviews what the city says: everybody at the desk; the record says who did."""
MANAGERS: Final = role(Role.MANAGER)
