"""What can be done with services: import the city's list."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlmodel import Session, col, select

from portal.city.services.models import ServiceRow
from portal.city.services.rules import Service
from portal.ground.publicity.service import bump


def replace_services(session: Session, *, services: Sequence[Service], week: int) -> None:
    """Take these as the list of services; `week` is the present one.

    One that is not among them any more is retired from this week on, never deleted. One that comes back keeps the
    week it began with.
    """
    bump(session)
    known = {row.code: row for row in session.exec(select(ServiceRow).order_by(col(ServiceRow.code)))}
    for service in services:
        before = known.get(service.code)
        starts = min(before.active_from_week, service.active_from_week) if before else service.active_from_week
        facts = asdict(replace(service, active_from_week=starts)) | {"public_point": service.public_point.value}
        session.merge(ServiceRow(**facts))
    for code in known.keys() - {service.code for service in services}:
        row = known[code]
        row.retired_from_week = week if row.retired_from_week is None else row.retired_from_week
    session.flush()  # so that what is read next in this transaction sees the list
