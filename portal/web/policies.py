"""Who may open a route: each route names one policy, and cannot be registered without."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.ground.errors import AnotherRole, Forbidden, SignInNeeded
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule with a name, checked before the route's own code runs; `check` raises a PortalError or returns."""

    name: str
    check: Callable[[Visit], None]
    cacheable: bool = False


def _nobody_is_asked(_visit: Visit) -> None:
    return None


def _form_is_ours(visit: Visit) -> None:
    if visit.writes and visit.cookie is not None and not visit.has_csrf:
        raise Forbidden


def _somebody(visit: Visit) -> None:
    if visit.visitor is None:
        raise SignInNeeded
    _form_is_ours(visit)


def role(*names: str) -> Policy:
    """Let in only visitors with one of the roles `names`."""

    def check(visit: Visit) -> None:
        _somebody(visit)
        if visit.visitor is None or visit.visitor.role not in names:
            raise AnotherRole

    return Policy(f"role:{'|'.join(names)}", check)


PUBLIC = Policy("public", _nobody_is_asked)
"""Anyone; the same page for everyone without a cookie, so that it may be kept and answered again."""

CACHED = Policy("cached", _nobody_is_asked, cacheable=True)
"""Anyone, and the answer depends on public facts only."""

OPEN_FORM = Policy("open-form", _form_is_ours)
"""Anyone may submit; where somebody is signed in, the form must be of their session."""

SIGNED_IN = Policy("signed-in", _somebody)
"""Whoever is signed in on this site."""
