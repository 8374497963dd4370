"""The services that a map speaks of: those the city has, and those that the import makes for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from portal.city.places.shell import official_languages
from portal.city.services.queries import services
from portal.city.services.rules import Service
from portal.city.services.service import replace_services
from portal.city.services.service_file import load_services
from portal.city.wording import official_first
from portal.doors.imports.map_file import MAPS, LoadedMap
from portal.doors.imports.request_map import CategoryRules
from portal.doors.imports.rules import WrongMap


def services_of(session: Session, loaded: LoadedMap, *, week: int) -> dict[str, Service]:
    """Give the service of each category by its code, and make those that the city has not; none is retired.

    `week` is the present one. A new service can be chosen from then on, unless the file speaks of earlier weeks.
    Raises WrongMap where a code is unknown and the map does not say what it is.
    """
    known = {each.code: each for each in services(session)}
    ready = {each.code: each for each in load_services(MAPS, official=())}
    place = max((each.sort_order for each in known.values()), default=-1) + 1
    made = [
        replace(_made(loaded, code, category, ready), sort_order=place + number, active_from_week=week)
        for number, (code, category) in enumerate(loaded.rules.categories.items())
        if code not in known
    ]
    if made:
        official = official_languages(session)
        made = [_in_order(each, official) for each in made]
        replace_services(session, services=[*known.values(), *made], week=week)
    every = known | {each.code: each for each in made}
    return {code: every[code] for code in loaded.rules.categories}


def begin_earlier(session: Session, codes: Iterable[str], *, week: int) -> bool:
    """Let services count from an earlier week on, that of the earliest request; give whether any did not before.

    All of a map together, so that the list of what is counted does not tell what was reported when.
    """
    every, wanted = services(session), set(codes)
    if all(each.active_from_week <= week for each in every if each.code in wanted):
        return False
    moved = [
        replace(each, active_from_week=min(each.active_from_week, week)) if each.code in wanted else each
        for each in every
    ]
    replace_services(session, services=moved, week=week)
    return True


def _made(loaded: LoadedMap, code: str, category: CategoryRules, ready: Mapping[str, Service]) -> Service:
    if category.names is not None and category.hints is not None:
        return Service(
            code=code,
            group=category.group,
            group_names=category.group_names or _IMPORTED,
            names=category.names,
            hints=category.hints,
            icon=category.icon,
            sensitive=category.sensitive,
            public_point=category.public_point,
            never_on_map=category.never_on_map,
            due_days=category.due_days,
        )
    if code not in ready:
        known = ", ".join(sorted(ready))
        raise WrongMap(
            loaded.name,
            f"categories.{code}",
            f"the city has no such service: give it names and hints, or use one that is known: {known}",
        )
    return ready[code]


def _in_order(service: Service, official: Sequence[str]) -> Service:
    return replace(
        service,
        names=official_first(service.names, official),
        hints=official_first(service.hints, official),
        group_names=official_first(service.group_names, official),
    )


_IMPORTED = {
    "ca": "Altres temes",
    "es": "Otros temas",
    "en": "Other topics",
    "fr": "Autres sujets",
    "ru": "Другие темы",
    "ar": "مواضيع أخرى",
    "zh": "其他事项",
}
