"""The tree of errors that a person may meet: each has a status, a stable code and a sentence that says what to do next.

Rooms declare their own subclasses in `rules.py`. Routes do not catch them: `web.problems` renders them once, as a page
or as RFC 9457. An error never carries personal data, because its text may reach a log.
"""

from http import HTTPStatus
from typing import ClassVar

from i18n.lazy import Lazy, lazy


def first_line(error: Exception) -> str:
    """Say in one line what a library could not do, without the statement or the value that it shows below."""
    told = str(getattr(error, "orig", None) or error).strip()
    return told.partition("\n")[0].rstrip(" .") or type(error).__name__


class PortalError(Exception):
    """A thing that went wrong and that a person can act on."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    code: ClassVar[str] = "error"
    title: ClassVar[Lazy] = lazy("Something went wrong")
    advice: ClassVar[Lazy] = lazy("Try again in a minute. If it goes on, call the number at the end of this page.")


class NotFound(PortalError):
    """The thing is not there, or this visitor may not know that it is."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"
    title = lazy("This page does not exist")
    advice = lazy("Check the address, or start again from the home page.")


class Forbidden(PortalError):
    """The visitor is known, and may not do this."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"
    title = lazy("You may not do this")
    advice = lazy("Go back to the page before and try again from there.")


class AnotherRole(Forbidden):
    """The visitor is signed in, and this is for people with another role."""

    code = "another-role"
    title = lazy("Your role does not open this page")
    advice = lazy("Trying again does not help. Ask a manager: this is for managers only.")


class SignInNeeded(PortalError):
    """Nobody is signed in, and this needs somebody."""

    status = HTTPStatus.UNAUTHORIZED
    code = "sign-in-needed"
    title = lazy("Sign in first")
    advice = lazy("Sign in, then open this page again.")


class Conflict(PortalError):
    """Somebody else changed the same thing first."""

    status = HTTPStatus.CONFLICT
    code = "conflict"
    title = lazy("Somebody else changed this first")
    advice = lazy("Read the newer version, then decide again.")


class TooMuch(PortalError):
    """The request is larger than the portal takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-much"
    title = lazy("This is too large to send")
    advice = lazy("Write a shorter text, or choose a smaller photo, up to 12 MB. Then send it again.")


class Unreadable(PortalError):
    """What was sent is no form."""

    status = HTTPStatus.BAD_REQUEST
    code = "unreadable"
    title = lazy("This form could not be read")
    advice = lazy("Go back to the page before and try again from there.")


class TooOften(PortalError):
    """The same visitor asked too often in a short time."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-often"
    title = lazy("Too many attempts")
    advice = lazy("Wait a minute, then try again.")


class Unavailable(PortalError):
    """The portal cannot do this now and says so, rather than doing half of it."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
    title = lazy("This is not possible at the moment")
    advice = lazy("Nothing was changed. Try again in a few minutes.")


class NotYet(Exception):
    """What a job waits on is not over; it is tried again, and there is nothing to mend unless it is given up."""


class ConfigurationError(Exception):
    """The installation is not set up in a way that the portal may start with. For staff at the command line."""
