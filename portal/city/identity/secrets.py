"""Seal a person's root under a secret that only the person's browser or letter holds."""

from dataclasses import dataclass
from uuid import UUID

from privacy.vault.codes import stored_form
from privacy.vault.keys import KeyRing, split
from privacy.vault.pseudonyms import ROOT_BYTES
from privacy.vault.sealing import Place, seal, unseal


@dataclass(frozen=True, slots=True)
class Root:
    """Who somebody is to the account, and to what is counted: one mailbox may have many addresses.

    `onward` is the page that a sign-in leads to.
    """

    account: bytes
    person: bytes
    onward: str = ""


def name_of(ring: KeyRing, secret: str, *, kind: str) -> str:
    """Give the form in which the database may hold `secret`. `kind` is "session" or "sign-in"."""
    return stored_form(secret, key=ring.named(kind))


def seal_root(ring: KeyRing, root: Root, secret: str, *, kind: str) -> bytes:
    """Seal `root` so that the database and the key ring together cannot open it without `secret`."""
    told = root.account + root.person + root.onward.encode()
    return seal(told, key=_key(ring, secret, kind), place=_place(ring, secret, kind))


def open_root(ring: KeyRing, sealed: bytes, secret: str, *, kind: str) -> Root:
    """Open what `seal_root` sealed. Raises InvalidSeal."""
    opened = unseal(sealed, key=_key(ring, secret, kind), place=_place(ring, secret, kind))
    account, person, onward = opened[:ROOT_BYTES], opened[ROOT_BYTES : 2 * ROOT_BYTES], opened[2 * ROOT_BYTES :]
    return Root(account, person or account, onward.decode())  # one root alone: sealed before there were two


def _key(ring: KeyRing, secret: str, kind: str) -> bytes:
    return split(secret.encode(), f"root/{kind}", salt=ring.named(kind))


def _place(ring: KeyRing, secret: str, kind: str) -> Place:
    row = UUID(hex=name_of(ring, secret, kind=kind)[:32])
    return Place(table=f"city_{kind}", column="sealed_root", row=row, subject=row)
