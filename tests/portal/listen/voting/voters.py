"""People who vote, on the page and without one."""

from portal.ground.contributions.voices import UnitOf
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import pseudonym, root_of_email
from tests.visitor import Page, Visitor


def cast(visitor: Visitor, reference: str, option: str, district: str = "centre") -> Page:
    """Choose, check, and cast."""
    page = visitor.get(f"/en/decide/{reference}")
    page = visitor.submit(page, "ballot", option=option, district=district)
    assert page.h1 == "Check your vote"
    return visitor.submit(page, "vote")


def voter(ring: KeyRing, name: str) -> UnitOf:
    """What a voter is called under a key."""
    root = root_of_email(f"{name}@example.org", key=ring.named("root"))
    return lambda key: pseudonym(root, key=ring.named(key))
