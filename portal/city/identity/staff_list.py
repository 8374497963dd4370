"""Who of the staff may act: looked up, given another role, and let go. Each change ends what was open before it."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlmodel import Session, col

from portal.city.identity import rules
from portal.city.identity.models import Account, SignInLink, SignInSession
from portal.city.identity.rules import Role
from portal.city.identity.service import handle_of
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.rules import OPERATOR
from portal.ground.audit_log.service import record
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import root_of_email


def staff(session: Session) -> Sequence[Account]:
    """List who may act, for the command line."""
    return session.scalars(select(Account).where(col(Account.role) != Role.RESIDENT)).all()


def find(session: Session, ring: KeyRing, who: str) -> Account | None:
    """Find one of the staff by e-mail address or by reference. Raises NotAnAddress."""
    if "@" not in who:
        spelt = who.strip().upper().replace("-", " ")
        return next((each for each in staff(session) if each.reference == spelt), None)
    handle = handle_of(ring, root_of_email(who, key=ring.named("root")), Role.CLERK)
    return session.scalars(select(Account).where(col(Account.handle) == handle)).first()


def remove(session: Session, account: Account) -> None:
    """Forget one of the staff, with every session; nobody can use a link to the desk that was made before."""
    _note(session, account, act=Act.REMOVE)
    _end(session, account)
    session.execute(delete(Account).where(col(Account.id) == account.id))


def give_role(session: Session, account: Account, role: Role) -> None:
    """Change what one of the staff may do, from the next sign-in on; links that were made before are void."""
    _end(session, account)
    account.role = role
    session.add(account)
    _note(session, account, act=Act.ROLE)


def _end(session: Session, account: Account) -> None:
    """End the sessions of one person, and all unused links to the desk: whose they are is sealed."""
    session.execute(delete(SignInSession).where(col(SignInSession.account_id) == account.id))
    session.execute(delete(SignInLink).where(col(SignInLink.site) == rules.STAFF_SITE))


def _note(session: Session, account: Account, *, act: Act) -> None:
    record(session, actor=OPERATOR, act=act, object=rules.acting_as(account.reference))
