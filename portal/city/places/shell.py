"""What every page says of the city: its name and whom to call."""

from dataclasses import dataclass

from sqlmodel import Session

from portal.city.places.queries import jurisdiction
from portal.city.wording import Wording


@dataclass(frozen=True, slots=True)
class CityShell:
    """The city as the head and the foot of a page show it; empty words before a city was imported."""

    name: Wording
    phone: str
    hours: Wording
    emergency: str


def shell(session: Session, locale: str) -> CityShell:
    """Gather what the shell says, in `locale` as far as the city has the words."""
    city = jurisdiction(session)
    if city is None:
        nothing = Wording("", locale)
        return CityShell(nothing, "", nothing, "112")
    return CityShell(city.name_in(locale), city.help_phone, city.help_hours_in(locale), city.emergency_number)
