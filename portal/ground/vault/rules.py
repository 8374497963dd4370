"""What the vault keeps, why, and what it says when it cannot open something."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from i18n.lazy import Lazy, lazy
from portal.ground.errors import NotFound, Unavailable

PUSH = "push"  # where a browser waits for news
CONTACT = "contact"  # the purpose of the one value that is an e-mail address to write to


@dataclass(frozen=True, slots=True)
class PrivateField:
    """A private value, where it belongs and what it is kept for; `repr` does not show the value."""

    table: str
    column: str
    row: UUID
    value: str = field(repr=False)
    purpose: str


class VaultLocked(Unavailable):
    """A key of this installation cannot be read, so that nothing may be sealed or opened until it is back."""

    code: ClassVar[str] = "vault-locked"


class ContentGone(NotFound):
    """The key of that week was destroyed: the value is erased, even if an old copy of it came back."""

    code: ClassVar[str] = "content-gone"
    title: ClassVar[Lazy] = lazy("These details no longer exist")
    advice: ClassVar[Lazy] = lazy("They were erased and cannot be brought back. Everything else is still there.")
