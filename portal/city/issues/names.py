"""How services and districts are called: read once for each public version, not once for each page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from portal.city.places.facts import District
from portal.city.places.queries import districts
from portal.city.services.queries import services
from portal.city.services.rules import Service
from portal.city.wording import Wording
from portal.ground.publicity.memory import remembered
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Every service and district that an issue may name, former ones too. Compared by identity: a cache key."""

    services: Mapping[str, Service]
    districts: Mapping[str, District]

    def service(self, code: str, locale: str) -> Wording:
        """Name a service in `locale`; its code where the city has forgotten it."""
        found = self.services.get(code)
        return found.name_in(locale) if found else Wording(code, "")

    def title(self, code: str, title: str, language: str, locale: str) -> Wording:
        """Give an issue's title: as it was written, or in `locale` where it is only the name of its service."""
        found = self.services.get(code)
        return found.name_in(locale) if found and title in found.names.values() else Wording(title, language)

    def district(self, code: str) -> Wording:
        """Name a district in its own language; its code where the city has forgotten it."""
        found = self.districts.get(code)
        return found.wording if found else Wording(code, "")


def names_of(visit: Visit) -> Names:
    """Give the names as they are in this public version."""
    return names_in(visit.session)


def names_in(session: Session) -> Names:
    """Give the names as a session sees them."""
    return remembered(session, "names", lambda: _read(session))


def _read(session: Session) -> Names:
    return Names(
        {service.code: service for service in services(session)},
        {district.code: district for district in districts(session, retired=True)},
    )
