"""People who followed their sign-in links."""

from fastapi import FastAPI

from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.visitor import ORIGIN, Visitor


def signed_in(
    app: FastAPI, city: Database, ring: KeyRing, name: str, role: Role, visitor: Visitor | None = None
) -> Visitor:
    """Somebody who is signed in; with `visitor`, the same browser once more."""
    with city.writing() as session:
        secret = identity.invite(session, ring, email=f"{name}@example.org", role=role, locale="en")
    visitor = visitor or Visitor(app)
    door = "/en" if role is Role.RESIDENT else "/staff/en"
    answer = visitor.client.post(f"{door}/sign-in/{secret}", headers={"origin": ORIGIN})
    assert answer.status_code == 303
    return visitor
