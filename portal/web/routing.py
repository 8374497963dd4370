"""How a route runs: one function, one thread, one session, committed before the answer leaves.

A route is a plain `def` that takes a `Visit`. Everything it does, its policy and its page included, happens in one
visit to the thread pool: each further hop costs more than a query.
"""

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from inspect import signature
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.web import locale_in_path  # noqa: F401 - so that addresses may hold a language
from portal.web.body_limit import TAKES_FILES
from portal.web.photo_turns import photo_turns
from portal.web.policies import Policy
from portal.web.throttling import client_address
from portal.web.visit import Visit, visit_of

Endpoint = Callable[..., Response]


class VisitRoute(APIRoute):
    """A route that takes its visit and parts of its path as they stand there, without the framework's solver.

    A third of the CPU time of a page went into solving the same dependencies anew. A route that asks for more, such as
    a UUID or a part of the query, is solved by the framework.
    """

    def __init__(self, path: str, endpoint: Endpoint, **facts: Any) -> None:
        super().__init__(path, endpoint, **facts)
        asked = {name: each.annotation for name, each in signature(endpoint).parameters.items() if name != "visit"}
        if all(name in self.param_convertors and kind is str for name, kind in asked.items()):
            self.app = _straight(endpoint, tuple(asked))


class Room(APIRouter):
    """The routes of one room. `reads` answers GET, `writes` answers POST; both must name a policy."""

    def __init__(self, route_class: type[APIRoute] = VisitRoute) -> None:
        super().__init__(route_class=route_class)

    def reads(self, path: str, *, name: str, policy: Policy) -> Callable[[Endpoint], Endpoint]:
        """Register a page that changes nothing."""
        return self._register(path, name, policy, ["GET", "HEAD"])

    def writes(self, path: str, *, name: str, policy: Policy, files: bool = False) -> Callable[[Endpoint], Endpoint]:
        """Register what a form submits to; only one with `files` may be as large as a photo."""
        return self._register(path, name, policy, ["POST"], files=files)

    def join(self, app: FastAPI, *, prefix: str) -> None:
        """Put the routes of this room into `app` itself: a router inside a router matches every address twice."""
        for each in self.routes:
            assert isinstance(each, APIRoute)  # noqa: S101 - nothing else is registered here
            facts: dict[str, Any] = {"methods": each.methods, "name": each.name, "route_class_override": type(each)}
            app.router.add_api_route(
                prefix + each.path, each.endpoint, include_in_schema=False, response_model=None, **facts
            )

    def _register(
        self, path: str, name: str, policy: Policy, methods: list[str], *, files: bool = False
    ) -> Callable[[Endpoint], Endpoint]:
        def register(endpoint: Endpoint) -> Endpoint:
            route = in_one_visit(endpoint, policy)
            setattr(route, TAKES_FILES, files)
            self.add_api_route(path, route, methods=methods, name=name, include_in_schema=False, response_model=None)
            return endpoint

        return register


def in_one_visit(endpoint: Endpoint, policy: Policy) -> Endpoint:
    """Check `policy`, run `endpoint`, commit: in this order, in one thread. An exception undoes everything.

    While the site may not be written to, what would write is refused before anything else.
    """

    @wraps(endpoint)
    def route(**values: Any) -> Response:
        visit = values["visit"]
        try:
            if visit.writes:
                visit.site.may_write()
            policy.check(visit)
            answer = endpoint(**values)
            visit.finish()
        finally:
            visit.close()
        if policy.cacheable:
            visit.request.state.cacheable = True
        return answer

    route.policy = policy  # type: ignore[attr-defined]
    return route


async def _in_turn(visit: Visit, run: Callable[[], Awaitable[Response]]) -> Response:
    """Run what has photos when it is their turn: until then they hold no thread. Raises TooOften."""
    settings = visit.site.settings
    client = client_address(visit.request) if settings.throttles else f"{id(visit)}"
    try:
        async with photo_turns(settings.threads).turn(client):
            return await run()
    finally:
        visit.close()


def _straight(endpoint: Endpoint, names: tuple[str, ...]) -> ASGIApp:
    """Run `endpoint` with a visit and these parts of the path; errors go to the application's own handlers."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        parts = scope["path_params"]
        visit = await visit_of(Request(scope, receive, send))
        run_it = partial(run_in_threadpool, endpoint, visit=visit, **{name: parts[name] for name in names})
        answer = await (_in_turn(visit, run_it) if visit.has_files else run_it())
        await answer(scope, receive, send)

    return run
