"""Seal a person's root under a secret that only the person's browser or letter holds."""

from uuid import UUID

from privacy.vault.codes import stored_form
from privacy.vault.keys import KeyRing, split
from privacy.vault.sealing import Place, seal, unseal


def name_of(ring: KeyRing, secret: str, *, kind: str) -> str:
    """Give the form in which the database may hold `secret`. `kind` is "session" or "sign-in"."""
    return stored_form(secret, key=ring.named(kind))


def seal_root(ring: KeyRing, root: bytes, secret: str, *, kind: str) -> bytes:
    """Seal `root` so that the database and the key ring together cannot open it without `secret`."""
    return seal(root, key=_key(ring, secret, kind), place=_place(ring, secret, kind))


def open_root(ring: KeyRing, sealed: bytes, secret: str, *, kind: str) -> bytes:
    """Open what `seal_root` sealed. Raises InvalidSeal."""
    return unseal(sealed, key=_key(ring, secret, kind), place=_place(ring, secret, kind))


def _key(ring: KeyRing, secret: str, kind: str) -> bytes:
    return split(secret.encode(), f"root/{kind}", salt=ring.named(kind))


def _place(ring: KeyRing, secret: str, kind: str) -> Place:
    row = UUID(hex=name_of(ring, secret, kind=kind)[:32])
    return Place(table=f"city_{kind}", column="sealed_root", row=row, subject=row)
