"""The letter with the sign-in link: sealed in the vault until it is sent, and gone afterwards."""

from uuid import UUID, uuid4

from sqlmodel import Session

from portal.city.identity import service
from portal.city.identity.rules import LINK_LIFETIME, SEEN_STEP, Role
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.jobs import queue
from portal.ground.mail.letters import compose
from portal.ground.mail.mailers import Mailer
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from privacy.vault.keys import KeyRing

KIND = "identity.send_link"
STAFF_KIND = "identity.send_staff_link"
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
    queue.enqueue(session, KIND, {"subject": subject, "locale": locale, "until": _until()})


def ask_staff_link(session: Session, ring: KeyRing, *, email: str, locale: str, onward: str) -> None:
    """Have a link sent to somebody of the staff; whether the address is one of theirs is looked up later, unseen."""
    subject = uuid4()
    address = PrivateField("city_sign_in_link", "email", subject, email, CONTACT)
    vault.put(session, ring, subject=subject, fields=(address,))
    facts = {"subject": subject, "locale": locale, "until": _until(), "onward": onward.lstrip("/") or None}
    queue.enqueue(session, STAFF_KIND, facts)


def deliver_to_staff(
    database: Database,
    ring: KeyRing,
    mailer: Mailer,
    *,
    url: str,
    subject: str,
    locale: str,
    until: int,
    onward: str | None = None,
) -> None:
    """Send the letter where the address is one of the staff's, then erase the address: also where it is too late."""
    person = UUID(subject)
    if clock.now().timestamp() < until:
        _send_to_staff(database, ring, mailer, url=f"{url}/staff/{locale}", person=person, locale=locale, onward=onward)
    with database.writing() as session:
        vault.erase(session, subject=person)


def _send_to_staff(
    database: Database, ring: KeyRing, mailer: Mailer, *, url: str, person: UUID, locale: str, onward: str | None
) -> None:
    with database.writing() as session:
        back = f"/{onward}" if onward else ""
        asked = [each.value for each in vault.export(session, ring, subject=person) if each.column == "email"]
        secret = service.invite_again(session, ring, email=asked[0], locale=locale, onward=back) if asked else None
    if secret is not None:
        link = f"{url}/sign-in/{secret}"
        with database.reading() as session:
            letter = compose("sign_in", language=locale, facts={"link": link})
            vault.send_now(session, ring, mailer, subject=person, letter=letter)


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


def _until() -> int:
    """Say when the letter would come too late: as coarse as the end of the link itself."""
    return int(clock.coarse_end(clock.now() + LINK_LIFETIME, SEEN_STEP).timestamp())
