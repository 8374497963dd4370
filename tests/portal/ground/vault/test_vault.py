"""What is put in the vault can be opened for its subject and its purpose, and after erasing by nobody."""

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from portal.ground.audit_log.queries import entries
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.vault import queries, service
from portal.ground.vault.models import VaultField, VaultKey
from portal.ground.vault.rules import ContentGone, PrivateField, VaultLocked
from privacy.vault.keys import KeyRing, in_memory
from privacy.vault.sealing import InvalidSeal
from privacy.vault.wrapping import InvalidWrap
from tests.portal.ground.vault.sealed_fields import MAIL, contact, exported, point, put

pytestmark = pytest.mark.usefixtures("frozen_clock")
THIS_WEEK = 202648


def revealed(database: Database, ring: KeyRing, subject: UUID, purpose: str) -> tuple[PrivateField, ...]:
    with database.writing() as session:
        return service.reveal(session, ring, subject=subject, purpose=purpose, actor="staff:7")


def tamper(database: Database, model: type[VaultField] | type[VaultKey], **changes: object) -> None:
    with database.writing() as session:
        session.execute(update(model).values(**changes))


def test_the_vault_has_no_list_and_no_search() -> None:
    offered = {"erase", "export", "forget", "push_now", "put", "reveal", "rewrap", "send", "send_now"}
    for module, known in ((service, offered), (queries, {"epochs_in_use"})):
        own = {name for name, item in vars(module).items() if getattr(item, "__module__", "") == module.__name__}
        assert {name for name in own if not name.startswith("_")} == known


def test_what_is_put_in_is_opened_for_its_subject(database: Database, ring: KeyRing) -> None:
    fields = (contact(), point())
    subject = put(database, ring, *fields)
    assert exported(database, ring, subject) == fields
    assert exported(database, ring, uuid4()) == ()


def test_any_text_comes_back_as_it_was(database: Database, ring: KeyRing) -> None:
    @hypothesis_settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(st.characters(codec="utf-8"), max_size=300))
    def check(text: str) -> None:
        subject = put(database, ring, contact(text))
        assert [field.value for field in exported(database, ring, subject)] == [text]

    check()


def test_a_newer_value_takes_the_place_of_the_older(database: Database, ring: KeyRing) -> None:
    row = uuid4()
    subject = put(database, ring, contact("old@example.org", row))
    put(database, ring, contact("new@example.org", row), subject=subject)
    assert [field.value for field in exported(database, ring, subject)] == ["new@example.org"]


def test_staff_open_one_purpose_and_the_log_says_so(database: Database, ring: KeyRing) -> None:
    subject = put(database, ring, contact(), point())
    assert [field.column for field in revealed(database, ring, subject, "crew")] == ["exact_point"]
    assert revealed(database, ring, subject, "curiosity") == ()
    with database.reading() as session:
        curious, crew = entries(session, object=f"subject:{subject}")
    assert (crew.actor, crew.act, crew.facts) == ("staff:7", "vault.reveal", {"purpose": "crew", "values": 1})
    assert curious.facts == {"purpose": "curiosity", "values": 0}
    assert MAIL not in str(curious) + str(crew)


def test_the_person_behind_it_is_not_logged(database: Database, ring: KeyRing) -> None:
    subject = put(database, ring, contact())
    exported(database, ring, subject)
    with database.reading() as session:
        assert entries(session, object=f"subject:{subject}") == ()


def test_two_subjects_with_one_address_look_unlike(database: Database, ring: KeyRing) -> None:
    row = uuid4()
    put(database, ring, contact(row=row))
    put(database, ring, contact(row=row))
    with database.reading() as session:
        one, other = session.exec(select(VaultField.sealed)).all()
    assert len(one) == len(other)
    assert one[4:] != other[4:]
    assert MAIL.encode() not in one + other


def test_a_field_shows_no_value_in_a_log() -> None:
    assert MAIL not in repr(contact())


@pytest.mark.parametrize(
    "changes",
    [{"row": UUID(int=1)}, {"table_name": "other"}, {"column_name": "other"}],
    ids=["row", "table", "column"],
)
def test_a_value_moved_to_another_place_does_not_open(
    database: Database, ring: KeyRing, changes: dict[str, object]
) -> None:
    subject = put(database, ring, contact())
    tamper(database, VaultField, **changes)
    with pytest.raises(InvalidSeal):
        exported(database, ring, subject)


def test_a_value_and_a_key_of_somebody_else_do_not_open(database: Database, ring: KeyRing) -> None:
    one, other = put(database, ring, contact()), put(database, ring)
    with database.writing() as session:
        session.execute(update(VaultField).values(subject=other))
    assert exported(database, ring, one) == ()
    with pytest.raises(InvalidSeal):
        exported(database, ring, other)
    with database.writing() as session:
        mine = session.get_one(VaultKey, one).wrapped
        session.execute(update(VaultKey).where(col(VaultKey.subject) == other).values(wrapped=mine))
    with pytest.raises(InvalidWrap):
        exported(database, ring, other)


def test_an_erased_subject_is_gone_and_others_stay(database: Database, ring: KeyRing) -> None:
    gone, stays = put(database, ring, contact(), point()), put(database, ring, contact())
    with database.writing() as session:
        service.erase(session, subject=gone)
    assert exported(database, ring, gone) == ()
    assert len(exported(database, ring, stays)) == 1
    with database.reading() as session:
        assert session.exec(select(VaultKey.subject)).all() == [stays]
        assert session.exec(select(VaultField.subject)).all() == [stays]


def test_without_its_keys_the_vault_says_so_instead_of_making_new_ones(database: Database, ring: KeyRing) -> None:
    subject = put(database, ring, contact())
    with pytest.raises(VaultLocked):
        exported(database, in_memory(), subject)
    with pytest.raises(VaultLocked):
        put(database, in_memory(), contact(), subject=subject)
    assert len(exported(database, ring, subject)) == 1


def test_what_was_sealed_under_a_destroyed_week_is_gone_and_can_be_put_in_anew(
    database: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    subject = put(database, ring, contact("old@example.org"))
    frozen_clock.advance(timedelta(weeks=1))
    ring.destroy_epoch(THIS_WEEK)
    with pytest.raises(ContentGone):
        exported(database, ring, subject)
    put(database, ring, contact("new@example.org"), subject=subject)
    assert [field.value for field in exported(database, ring, subject)] == ["new@example.org"]


def test_two_who_put_in_a_subjects_first_value_share_one_key(database: Database, ring: KeyRing) -> None:
    subject = uuid4()
    threads = [
        threading.Thread(
            target=put, args=(database, ring, contact(f"{number}@example.org")), kwargs={"subject": subject}
        )
        for number in range(6)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {field.value for field in exported(database, ring, subject)} == {f"{n}@example.org" for n in range(6)}
