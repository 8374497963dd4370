"""`veu staff`: invite people who work for the city by a link that works once, change what they may do, let them go."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import click

from portal.workplace import address_of, workplace

A = TypeVar("A")


@click.group()
def command() -> None:
    """Invite people who work for the city, list who may act, and let them go."""


@command.command()
@click.option("--email", required=True, help="Whom the invitation is for; only a keyed hash of it is kept.")
@click.option("--role", type=click.Choice(["clerk", "manager"]), default="clerk", show_default=True)
@click.option("--locale", default="en", show_default=True, help="The language of the desk for this person.")
def invite(email: str, role: str, locale: str) -> None:
    """Print a link that signs one person in, once, within 24 hours."""
    from i18n.locales import shipped
    from portal.city.identity import service, staff_list
    from portal.city.identity.rules import Role
    from portal.ground.audit_log.acts import Act
    from portal.ground.audit_log.rules import OPERATOR
    from portal.ground.audit_log.service import record
    from privacy.vault.pseudonyms import NotAnAddress

    if shipped(locale) is None:
        raise click.BadParameter(f"no such language: {locale}", param_hint="--locale")
    with workplace() as place, place.database.writing() as session:
        place.settings.refuse_unsafe()
        try:
            known = staff_list.find(session, place.ring, email)
            if known is not None and known.role != role:
                mend = f"veu staff role {known.reference.replace(' ', '-')} {role}"
                raise click.ClickException(f"{known.reference} is a {known.role}: a link changes no role. Run: {mend}")
            secret = service.invite(session, place.ring, email=email, role=Role(role), locale=locale)
        except NotAnAddress:
            raise click.BadParameter("write the address in full", param_hint="--email") from None
        record(session, actor=OPERATOR, act=Act.INVITE, object=f"role:{role}")
    click.echo(f"{address_of(place.settings)}/staff/{locale}/sign-in/{secret}")


@command.command("list")
def list_staff() -> None:
    """List who may act, by reference and role."""
    from portal.city.identity import staff_list

    with workplace() as place, place.database.reading() as session:
        for account in staff_list.staff(session):
            click.echo(f"{account.reference}  {account.role}  last seen {account.used_on}")


@command.command()
@click.argument("who", metavar="ADDRESS|REFERENCE")
def remove(who: str) -> None:
    """Let one person go: their sessions end now, and every unused link to the desk is void.

    Others who wait with a link ask for a new one at /staff/, or are invited again.
    """
    from portal.city.identity import staff_list

    with workplace() as place, place.database.writing() as session:
        account = _one(partial(staff_list.find, session, place.ring, who))
        reference = account.reference
        staff_list.remove(session, account)
    click.echo(f"{reference} is removed and signed out. All unused links to the desk are void.")


@command.command("role")
@click.argument("who", metavar="ADDRESS|REFERENCE")
@click.argument("role", type=click.Choice(["clerk", "manager"]))
def give_role(who: str, role: str) -> None:
    """Change what one person may do: their sessions end now, and every unused link to the desk is void."""
    from portal.city.identity import staff_list
    from portal.city.identity.rules import Role

    with workplace() as place, place.database.writing() as session:
        account = _one(partial(staff_list.find, session, place.ring, who))
        reference = account.reference
        staff_list.give_role(session, account, Role(role))
    click.echo(f"{reference} is a {role} now, and signed out. All unused links to the desk are void.")


def _one(find: Callable[[], A | None]) -> A:
    from privacy.vault.pseudonyms import NotAnAddress

    try:
        account = find()
    except NotAnAddress:
        raise click.BadParameter("write the address in full", param_hint="ADDRESS|REFERENCE") from None
    if account is None:
        raise click.ClickException("Nobody of the staff has this address or reference. See: veu staff list")
    return account
