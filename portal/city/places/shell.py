"""What pages know of the city: its name, whom to call, and the languages in which it must publish."""

from dataclasses import dataclass

from sqlmodel import Session

from portal.city.places.queries import jurisdiction
from portal.city.wording import Wording
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class CityShell:
    """The city as the head and the foot of a page show it; empty words before a city was imported."""

    name: Wording
    phone: str
    hours: Wording
    emergency: str
    languages: tuple[str, ...] = ()  # the city's own, first in every list of languages


def shell(session: Session, locale: str) -> CityShell:
    """Gather what the shell says, in `locale` as far as the city has the words."""
    city = jurisdiction(session)
    if city is None:
        nothing = Wording("", locale)
        return CityShell(nothing, "", nothing, "112")
    return CityShell(
        name=city.name_in(locale),
        phone=city.help_phone,
        hours=city.help_hours_in(locale),
        emergency=city.emergency_number,
        languages=tuple(city.official_languages),
    )


def official_languages(session: Session) -> tuple[str, ...]:
    """List the tags of the city's own languages, the first one first; none before a city was imported."""
    city = jurisdiction(session)
    return city.official_languages if city else ()


def official_of(visit: Visit) -> tuple[str, ...]:
    """List the languages in which the city must publish; before a city was imported, the one that pages begin with."""
    return official_languages(visit.session) or (visit.site.default_locale.tag,)
