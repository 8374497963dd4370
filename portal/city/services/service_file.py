"""`services.toml` in a city's folder: the groups, and the services in the order of the choice cards.

    [groups.streets]
    ca = "Carrers"
    [[service]]
    code = "light"
    group = "streets"
    icon = "light"
    due_days = 10
    names = { ca = "Enllumenat", es = "Alumbrado" }
    hints = { ca = "fanal apagat", es = "farola apagada" }

Policy keys: sensitive, public_point ("cell" or "asset"), never_on_map, shows_emergency, active_from_week.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from portal.city.city_file import CityFileError, LocalTexts, read_toml
from portal.city.services.rules import ICONS, Service
from portal.city.wording import missing, official_first

FILE = "services.toml"
MOST_SERVICES = 500


def load_services(folder: Path, *, official: Sequence[str]) -> tuple[Service, ...]:
    """Read the services of a city; each name and hint must exist in every official language.

    Raises CityFileError with the service and the key.
    """
    path = folder / FILE
    found = read_toml(path, TypeAdapter(dict[str, Any]))
    if unknown := sorted(set(found) - {"groups", "service"}):
        raise CityFileError(path.name, f"{unknown[0]}: there are only [groups] and [[service]] in this file")
    groups = _groups(path, found.get("groups"))
    entries = found.get("service")
    if not isinstance(entries, list) or not entries:
        raise CityFileError(path.name, "there is no [[service]]")
    if len(entries) > MOST_SERVICES:
        raise CityFileError(path.name, f"there are more than {MOST_SERVICES} services")
    services = tuple(_service(path, place, entry, groups) for place, entry in enumerate(entries))
    for code, times in Counter(service.code for service in services).items():
        if times > 1:
            raise CityFileError(path.name, f'the code "{code}" is used {times} times')
    return tuple(_checked(path, service, official) for service in services)


def _groups(path: Path, found: object) -> dict[str, dict[str, str]]:
    try:
        return TypeAdapter(dict[str, LocalTexts]).validate_python(found or {})
    except ValidationError as error:
        raise CityFileError(path.name, f"groups.{_first(error)}") from error


def _service(path: Path, place: int, entry: object, groups: dict[str, dict[str, str]]) -> Service:
    said = entry.get("code") if isinstance(entry, dict) else None
    name = f'service "{said}"' if said else f"service number {place + 1}"
    group = entry.get("group") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(group, str) or group not in groups:
        raise CityFileError(path.name, f"{name}: its group must be one of {', '.join(groups) or 'the [groups]'}")
    try:
        return TypeAdapter(Service).validate_python({**entry, "group_names": groups[group], "sort_order": place})
    except ValidationError as error:
        raise CityFileError(path.name, f"{name}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _checked(path: Path, service: Service, official: Sequence[str]) -> Service:
    for key, texts in (("names", service.names), ("hints", service.hints), ("group", service.group_names)):
        for tag in missing(texts, official):
            raise CityFileError(path.name, f'service "{service.code}": {key}: the official language "{tag}" is missing')
    if service.icon not in ICONS:
        raise CityFileError(path.name, f'service "{service.code}": icon must be one of {", ".join(sorted(ICONS))}')
    return replace(
        service,
        names=official_first(service.names, official),
        hints=official_first(service.hints, official),
        group_names=official_first(service.group_names, official),
    )
