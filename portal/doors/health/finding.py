"""What a check of `veu doctor` says."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.ground.database import Database
from portal.ground.settings import Settings
from privacy.vault.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `fix` says what to do where it is not well."""

    is_well: bool
    what: str
    fix: str = ""


Check = Callable[[Settings, Database, KeyRing], Finding]
