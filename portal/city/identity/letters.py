"""The letter with the sign-in link: sealed in the vault until it is sent, and gone afterwards."""

from uuid import UUID, uuid4

from sqlmodel import Session

from portal.city.identity import service
from portal.city.identity.rules import LINK_LIFETIME, Role
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.jobs import queue
from portal.ground.mail.letters import compose
from portal.ground.mail.mailers import Mailer
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from privacy.vault.keys import KeyRing

KIND = "identity.send_link"
LINK = "link"


def send_link(session: Session, ring: KeyRing, *, email: str, locale: str, onward: str = "") -> None:
    """Send a resident a link that signs in once; the same happens whether or not the address is known.

    `onward` is the page that the person came from; the letter does not name it.
    """
    secret = service.invite(session, ring, email=email, role=Role.RESIDENT, locale=locale, onward=onward)
    subject = uuid4()
    fields = (
        PrivateField("city_sign_in_link", "email", subject, email, CONTACT),
        PrivateField("city_sign_in_link", "secret", subject, secret, LINK),
    )
    vault.put(session, ring, subject=subject, fields=fields)
    until = int((clock.now() + LINK_LIFETIME).timestamp())
    queue.enqueue(session, KIND, {"subject": subject, "locale": locale, "until": until})


def deliver(
    database: Database, ring: KeyRing, mailer: Mailer, *, url: str, subject: str, locale: str, until: int
) -> None:
    """Send the letter of one link, then erase the address and the secret: also where it could not be sent in time.

    Nothing is locked while the mail leaves.
    """
    person = UUID(subject)
    if clock.now().timestamp() < until:
        _send(database, ring, mailer, url=url, person=person, locale=locale)
    with database.writing() as session:
        vault.erase(session, subject=person)


def _send(database: Database, ring: KeyRing, mailer: Mailer, *, url: str, person: UUID, locale: str) -> None:
    with database.reading() as session:
        secrets = [each.value for each in vault.export(session, ring, subject=person) if each.column == "secret"]
        if secrets:
            facts = {"link": f"{url}/{locale}/sign-in/{secrets[0]}"}
            letter = compose("sign_in", language=locale, facts=facts)
            vault.send_now(session, ring, mailer, subject=person, letter=letter)
