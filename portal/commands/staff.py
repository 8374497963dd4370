"""`veu staff`: invite people who work for the city, by a link that works once."""

import click

from portal.workplace import address_of, workplace


@click.group()
def command() -> None:
    """Invite people who work for the city, and list who may act."""


@command.command()
@click.option("--email", required=True, help="Whom the invitation is for; only a keyed hash of it is kept.")
@click.option("--role", type=click.Choice(["clerk", "manager"]), default="clerk", show_default=True)
@click.option("--locale", default="en", show_default=True, help="The language of the desk for this person.")
def invite(email: str, role: str, locale: str) -> None:
    """Print a link that signs one person in, once, within 24 hours."""
    from i18n.locales import shipped
    from portal.city.identity import service
    from portal.city.identity.rules import Role
    from portal.ground.audit_log.service import record
    from privacy.vault.pseudonyms import NotAnAddress

    if shipped(locale) is None:
        raise click.BadParameter(f"no such language: {locale}", param_hint="--locale")
    with workplace() as place, place.database.writing() as session:
        place.settings.refuse_unsafe()
        try:
            secret = service.invite(session, place.ring, email=email, role=Role(role), locale=locale)
        except NotAnAddress:
            raise click.BadParameter("write the address in full", param_hint="--email") from None
        record(session, actor="operator", act="staff.invite", object=f"role:{role}")
    click.echo(f"{address_of(place.settings)}/staff/{locale}/sign-in/{secret}")


@command.command("list")
def list_staff() -> None:
    """List who may act, by reference and role."""
    from portal.city.identity import service

    with workplace() as place, place.database.reading() as session:
        for account in service.staff(session):
            click.echo(f"{account.reference}  {account.role}  last seen {account.used_on}")
