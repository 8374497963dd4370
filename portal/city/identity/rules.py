"""What is right about signing in: who may do what, and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from i18n.lazy import lazy
from portal.ground import clock
from portal.ground.errors import PortalError, SignInNeeded


class Role(StrEnum):
    """What an account may do."""

    RESIDENT = "resident"
    CLERK = "clerk"
    MANAGER = "manager"


STAFF: Final = (Role.CLERK, Role.MANAGER)

PUBLIC_SITE: Final = "public"
STAFF_SITE: Final = "staff"
PUBLIC_COOKIE: Final = "__Host-sid"
STAFF_COOKIE: Final = "__Host-staff"

LINK_LIFETIME: Final = timedelta(minutes=15)
INVITATION_LIFETIME: Final = timedelta(hours=24)
SEEN_STEP: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives without use, and at most."""

    idle: timedelta
    absolute: timedelta


# WCAG 2.2.1: staff keep what they typed when a session ends.
LIFETIMES: Final = {
    PUBLIC_SITE: Lifetime(timedelta(minutes=30), timedelta(hours=12)),
    STAFF_SITE: Lifetime(timedelta(minutes=15), timedelta(hours=8)),
}


def acting_as(reference: str) -> str:
    """Name one of the staff as the audit log does."""
    return f"staff:{reference.replace(' ', '-')}"


def seen(now: datetime) -> datetime:
    """Say when a session was in use, as it is stored: a finer time would tell which report was filed in it."""
    return clock.coarse(now, SEEN_STEP)


def is_alive(*, site: str, created_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a session of `site` still counts at `now`."""
    lifetime = LIFETIMES[site]
    return now - seen_at <= lifetime.idle + SEEN_STEP and now - created_at <= lifetime.absolute


class LinkUsed(PortalError):
    """The link was used before, is too old, or never was."""

    status = SignInNeeded.status
    code = "link-used"
    title = lazy("This link does not work any more")
    advice = lazy("A sign-in link works once and for a short time. Ask for a new one.")
