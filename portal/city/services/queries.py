"""What can be asked about services."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from portal.city.services.models import ServiceRow
from portal.city.services.rules import PublicPoint, Service
from portal.city.texts.queries import overlaid, shown_by_desk
from portal.city.texts.rules import Kind
from portal.ground.publicity.memory import remembered


def services(session: Session) -> tuple[Service, ...]:
    """Return every service there ever was, in the order of the cards: for older issues and releases.

    They are called as the desk calls them; what it did not write anew, as the city's file does.
    """
    return remembered(session, "services", lambda: tuple(_as_the_desk_says(session)))


def imported(session: Session) -> tuple[Service, ...]:
    """Return the same as the city's file calls them."""
    statement = select(ServiceRow).order_by(col(ServiceRow.sort_order), col(ServiceRow.code))
    return tuple(_service(row) for row in session.exec(statement))


def _as_the_desk_says(session: Session) -> Iterator[Service]:
    groups, said = shown_by_desk(session, Kind.GROUP), shown_by_desk(session, Kind.SERVICE)
    for each in imported(session):
        yield replace(
            each,
            group_names=overlaid(each.group_names, groups.get(each.group, {}), "name"),
            names=overlaid(each.names, said.get(each.code, {}), "name"),
            hints=overlaid(each.hints, said.get(each.code, {}), "hint"),
        )


def active_services(session: Session, *, week: int) -> tuple[Service, ...]:
    """Return the services that can be chosen in this week, in the order of the cards."""
    return tuple(service for service in services(session) if service.is_active(week))


def service_by_code(session: Session, code: str) -> Service | None:
    """Return one service, retired or not."""
    return next((service for service in services(session) if service.code == code), None)


def _service(row: Any) -> Service:
    return Service(
        code=row.code,
        group=row.group,
        group_names=row.group_names,
        names=row.names,
        hints=row.hints,
        icon=row.icon,
        sensitive=row.sensitive,
        public_point=PublicPoint(row.public_point),
        never_on_map=row.never_on_map,
        due_days=row.due_days,
        shows_emergency=row.shows_emergency,
        sort_order=row.sort_order,
        active_from_week=row.active_from_week,
        retired_from_week=row.retired_from_week,
    )
