"""What the tests of the vault have in common."""

from uuid import UUID, uuid4

from portal.ground.database import Database
from portal.ground.vault import service
from portal.ground.vault.rules import CONTACT, PrivateField
from privacy.vault.keys import KeyRing

MAIL = "maria@example.org"


def contact(value: str = MAIL, row: UUID | None = None) -> PrivateField:
    return PrivateField("reports_report", "contact", row or uuid4(), value, CONTACT)


def point(row: UUID | None = None) -> PrivateField:
    return PrivateField("reports_report", "exact_point", row or uuid4(), "39.47,-0.37", "crew")


def put(database: Database, ring: KeyRing, *fields: PrivateField, subject: UUID | None = None) -> UUID:
    subject = subject or uuid4()
    with database.writing() as session:
        service.put(session, ring, subject=subject, fields=fields)
    return subject


def exported(database: Database, ring: KeyRing, subject: UUID) -> tuple[PrivateField, ...]:
    with database.reading() as session:
        return service.export(session, ring, subject=subject)
