"""Whom the desk lets in: whoever works there, or its managers only."""

from typing import Final

from portal.city.identity.rules import STAFF, Role
from portal.web.policies import role

STAFF_ONLY: Final = role(*STAFF)
MANAGERS: Final = role(Role.MANAGER)
