"""What can be asked about services."""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import inspect as sa_inspect
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from portal.city.services.models import ServiceRow
from portal.city.services.rules import PublicPoint, Service

# Columns and no entity: each step of a report asks for its service.
_BY_CODE = sa_select(*(column.label(name) for name, column in sa_inspect(ServiceRow).columns.items())).where(
    col(ServiceRow.code) == bindparam("wanted")
)


def services(session: Session) -> tuple[Service, ...]:
    """Return every service there ever was, in the order of the cards: for older issues and releases."""
    rows = session.exec(select(ServiceRow).order_by(col(ServiceRow.sort_order), col(ServiceRow.code)))
    return tuple(_service(row) for row in rows)


def active_services(session: Session, *, week: int) -> tuple[Service, ...]:
    """Return the services that can be chosen in this week, in the order of the cards."""
    return tuple(service for service in services(session) if service.is_active(week))


def service_by_code(session: Session, code: str) -> Service | None:
    """Return one service, retired or not."""
    if "\0" in code:  # PostgreSQL cannot even ask for it
        return None
    row = session.execute(_BY_CODE, {"wanted": code}).first()
    return _service(row) if row else None


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
