"""Who may not come in: every address of the desk, for nobody, for a resident, for a clerk where it is a manager's."""

from typing import Any

from fastapi import FastAPI
from starlette.routing import Mount

from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import Given
from tests.visitor import ORIGIN, Visitor

FOR_MANAGERS = {"staff:record"}


def routes(app: FastAPI) -> list[Any]:
    """Every route of the desk."""
    (desk,) = [route.app for route in app.routes if isinstance(route, Mount) and route.path == "/staff"]
    found: list[Any] = []
    waiting = list(desk.routes)
    while waiting:
        each = waiting.pop()
        inner = getattr(each, "original_router", None) or getattr(each, "router", None)
        if hasattr(each, "endpoint"):
            found.append(each)
        elif inner is not None:
            waiting += inner.routes
    return found


def address(path: str, given: Given) -> str:
    """An address of one route."""
    filled = (
        path.removeprefix("/{locale:locale}").replace("{report}", str(given.id)).replace("{reference}", "VIL-222-222")
    )
    filled = filled.replace("{kind}/{code}/{language_tag}", "service/light/ca").replace("{page}", "none")
    return "/staff/en" + filled.replace("{draft}", "AAAAAAAAAAAAAAAAAAAAAA")


def test_every_door_of_the_desk_asks_who_is_there(
    app: FastAPI, visitor: Visitor, resident: Visitor, clerk: Visitor, file: File
) -> None:
    given = file()
    known = [route for route in routes(app) if "doors.staff" in route.endpoint.__module__]
    assert len(known) == 34, "a new address of the desk needs a look here"
    for route in known:
        path, method = address(route.path, given), "GET" if "GET" in route.methods else "POST"
        assert route.endpoint.policy.name.startswith("role:"), route.name
        for stranger in (visitor, resident):
            answer = stranger.client.request(method, path, headers={"origin": ORIGIN})
            assert answer.status_code == 401, (path, method)
            assert given.reference not in answer.text
        if route.name in FOR_MANAGERS:
            assert clerk.client.request(method, path).status_code == 403
