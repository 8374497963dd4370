"""An invented resident at the portal: the same names under the same keys as a real one would have."""

from dataclasses import dataclass

from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import Pseudonym, pseudonym


@dataclass(slots=True)
class Person:
    """An invented resident who is signed in."""

    root: bytes
    ring: KeyRing

    def unit(self, name: str) -> Pseudonym:
        """Name this person under one key."""
        return pseudonym(self.root, key=self.ring.named(name))
