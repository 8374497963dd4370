"""Who leaves the staff, or may do less, is out at once; no older link brings anything back."""

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity import staff_list
from portal.city.identity.rules import Role
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.portal.city.identity.test_sign_in import MAIL, OWN, link_for
from tests.visitor import Visitor

WEIGHTS = "/staff/en/weights"


def acts(city: Database) -> set[str]:
    with city.reading() as session:
        return {act for (act,) in session.execute(text("SELECT act FROM ground_audit_entry"))}


@pytest.mark.parametrize("by_reference", [True, False])
def test_who_is_removed_is_signed_out_and_no_link_lets_them_in(
    app: FastAPI, city: Database, ring: KeyRing, by_reference: bool
) -> None:
    kept, there = link_for(city, ring, Role.MANAGER), Visitor(app).client
    there.post(link_for(city, ring, Role.MANAGER), headers=OWN)
    assert there.get(WEIGHTS).status_code == 200
    with city.writing() as session:
        (account,) = staff_list.staff(session)
        who = account.reference.replace(" ", "-") if by_reference else MAIL
        assert staff_list.find(session, ring, who) is account
        staff_list.remove(session, account)
    assert there.get(WEIGHTS).status_code == 401
    assert Visitor(app).client.post(kept, headers=OWN).status_code == 401
    with city.reading() as session:
        assert not staff_list.staff(session)
    assert "staff.remove" in acts(city)


def test_who_gets_another_role_signs_in_anew_and_keeps_no_older_link(
    app: FastAPI, city: Database, ring: KeyRing
) -> None:
    kept, there = link_for(city, ring, Role.MANAGER), Visitor(app).client
    there.post(link_for(city, ring, Role.MANAGER), headers=OWN)
    with city.writing() as session:
        (account,) = staff_list.staff(session)
        staff_list.give_role(session, account, Role.CLERK)
    assert there.get(WEIGHTS).status_code == 401
    assert Visitor(app).client.post(kept, headers=OWN).status_code == 401
    there.post(link_for(city, ring, Role.CLERK), headers=OWN)
    assert there.get(WEIGHTS).status_code == 403
    assert "staff.role" in acts(city)


def test_a_link_changes_no_role_of_somebody_who_is_known(app: FastAPI, city: Database, ring: KeyRing) -> None:
    older, there = link_for(city, ring, Role.MANAGER), Visitor(app).client
    there.post(link_for(city, ring, Role.CLERK), headers=OWN)
    there.post(older, headers=OWN)
    assert there.get(WEIGHTS).status_code == 403
