"""A letter goes to a subject's contact, and nobody on the way sees the address."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.models import Job
from portal.ground.jobs.registry import Registry
from portal.ground.mail.letters import Letter
from portal.ground.references import NotAReference
from portal.ground.vault import jobs, service
from portal.ground.vault.rules import CONTACT, PrivateField
from privacy.vault.keys import KeyRing
from tests.postbox import Postbox

pytestmark = pytest.mark.usefixtures("frozen_clock")
MAIL = "maria@example.org"
NEWS = Letter(subject="News", text="There is news.\n", language="en")


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    event = tmp_path / "templates" / "email" / "news"
    event.mkdir(parents=True)
    (event / "subject.txt").write_text("News about {{ reference }}")
    (event / "body.txt").write_text("{{ city }}: there is news about {{ reference }}.")
    return tmp_path / "templates"


@pytest.fixture
def registry(ring: KeyRing, postbox: Postbox, folder: Path) -> Registry:
    made = Registry()
    jobs.register(made, ring=ring, mailer=postbox, gather=lambda *_: {"city": "València"}, folder=folder)
    return made


def subject_with(database: Database, ring: KeyRing, *purposes: str) -> UUID:
    subject = uuid4()
    fields = [PrivateField("reports_report", purpose, uuid4(), MAIL, purpose) for purpose in purposes]
    with database.writing() as session:
        service.put(session, ring, subject=subject, fields=fields)
    return subject


def test_a_letter_goes_out_after_the_commit(
    database: Database, ring: KeyRing, postbox: Postbox, registry: Registry
) -> None:
    subject = subject_with(database, ring, CONTACT)
    with database.writing() as session:
        service.send(session, subject=subject, event="news", language="en", reference="VEU-7K3-9QF")
    assert postbox.letters == []
    with database.reading() as session:
        (job,) = session.exec(select(Job)).all()
    assert MAIL not in str(job)

    worker.work_off(database, registry)
    (letter,) = postbox.letters
    assert (letter.to, letter.subject) == (MAIL, "News about VEU-7K3-9QF")
    assert letter.text == "València: there is news about VEU-7K3-9QF.\n"
    assert MAIL not in repr(letter)


def test_no_letter_goes_out_for_a_transaction_that_is_undone(
    database: Database, ring: KeyRing, postbox: Postbox, registry: Registry
) -> None:
    subject = subject_with(database, ring, CONTACT)
    with database.write_session() as session:
        service.send(session, subject=subject, event="news", language="en", reference="x")
        session.rollback()
    assert worker.work_off(database, registry) == 0
    assert postbox.letters == []


def test_nothing_is_sent_to_who_left_no_contact_or_is_gone(
    database: Database, ring: KeyRing, postbox: Postbox, registry: Registry
) -> None:
    silent, gone = subject_with(database, ring, "crew"), subject_with(database, ring, CONTACT)
    with database.writing() as session:
        for subject in (silent, gone, uuid4()):
            service.send(session, subject=subject, event="news", language="en", reference="x")
        service.erase(session, subject=gone)
    worker.work_off(database, registry)
    with database.reading() as session:
        assert [job for job in session.exec(select(Job)) if job.kind == service.SEND] == []
    assert postbox.letters == []


def test_what_somebody_wrote_cannot_be_put_into_a_waiting_letter(database: Database, ring: KeyRing) -> None:
    subject = subject_with(database, ring, CONTACT)
    with pytest.raises(NotAReference), database.writing() as session:
        service.send(session, subject=subject, event="news", language="en", reference="the lamp is broken")


def test_a_job_with_a_letter_of_its_own_does_not_see_the_address_either(
    database: Database, ring: KeyRing, postbox: Postbox
) -> None:
    subject, silent = subject_with(database, ring, CONTACT), subject_with(database, ring, "crew")
    with database.reading() as session:
        assert service.send_now(session, ring, postbox, subject=subject, letter=NEWS)
        assert not service.send_now(session, ring, postbox, subject=silent, letter=NEWS)
    assert [letter.to for letter in postbox.letters] == [MAIL]
    assert NEWS.to == ""


def test_to_whom_the_key_is_destroyed_nothing_is_sent(database: Database, ring: KeyRing, postbox: Postbox) -> None:
    subject = subject_with(database, ring, CONTACT)
    ring.destroy_epoch(202648)
    with database.reading() as session:
        assert not service.send_now(session, ring, postbox, subject=subject, letter=NEWS)
