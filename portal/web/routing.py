"""How a route runs: one function, one thread, one session, committed before the answer leaves.

A route is a plain `def` that takes a `Visit`. Everything it does, its policy and its page included, happens in one
visit to the thread pool: each further hop costs more than a query.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter, Response

from portal.web.policies import Policy

Endpoint = Callable[..., Response]


class Room(APIRouter):
    """The routes of one room. `reads` answers GET, `writes` answers POST; both must name a policy."""

    def reads(self, path: str, *, name: str, policy: Policy) -> Callable[[Endpoint], Endpoint]:
        """Register a page that changes nothing."""
        return self._register(path, name, policy, ["GET", "HEAD"])

    def writes(self, path: str, *, name: str, policy: Policy) -> Callable[[Endpoint], Endpoint]:
        """Register what a form submits to."""
        return self._register(path, name, policy, ["POST"])

    def _register(self, path: str, name: str, policy: Policy, methods: list[str]) -> Callable[[Endpoint], Endpoint]:
        def register(endpoint: Endpoint) -> Endpoint:
            route = in_one_visit(endpoint, policy)
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
