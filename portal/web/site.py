"""What one mounted site knows for all its visits: made once in `app.py`, read by every route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import Request
from sqlmodel import Session

from i18n.locales import Locale, shipped
from i18n.negotiation import negotiated
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.web.addresses import Addresses
from portal.web.drawn_once import DrawnOnce
from privacy.vault.keys import KeyRing


class Visitor(Protocol):
    """Who is signed in, as far as a page may know: `city.identity` provides it."""

    @property
    def reference(self) -> str:
        """An opaque name for the audit log; never an address."""

    @property
    def role(self) -> str:
        """The role that policies ask for."""

    @property
    def session_id(self) -> str:
        """The name of the session, for ending it."""


class CityView(Protocol):
    """What the shell of a page says of the city: `city.places` provides it."""

    @property
    def name(self) -> tuple[str, str]:
        """The city's name, and the language that it is in."""

    @property
    def phone(self) -> str:
        """Whom to call."""

    @property
    def hours(self) -> tuple[str, str]:
        """When somebody answers, and the language that it is said in."""

    @property
    def emergency(self) -> str:
        """The number for danger to life."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The city's own languages, in their order."""


@dataclass(frozen=True, slots=True)
class Site:
    """The public site or the desk: its database, keys, cookie and addresses."""

    settings: Settings
    database: Database
    ring: KeyRing
    addresses: Addresses
    session_cookie: str
    load_visitor: Callable[[Session, str], Visitor | None]
    load_city: Callable[[Session, Locale], CityView]
    layout: str
    default_locale: Locale
    may_write: Callable[[], None] = lambda: None  # raises a PortalError while nothing may be written
    drawn: DrawnOnce = field(default_factory=DrawnOnce)

    def locale_of(self, request: Request) -> Locale:
        """The language in the address, even of a page that does not exist; else what the browser asks for."""
        for part in request.scope["path"].split("/"):
            if found := shipped(part):
                return found
        return negotiated(
            header=request.headers.get("accept-language"),
            default=self.default_locale,
        )
