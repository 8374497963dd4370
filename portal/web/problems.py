"""What a person sees when something went wrong: a page that says what to do next, or RFC 9457 for a program."""

import logging
import re
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from portal.ground.errors import Forbidden, NotFound, PortalError, TooMuch, Unreadable
from portal.web.rendering import render
from portal.web.visit import Visit

_TOO_MUCH = re.compile("exceeded|Too many")  # Source: starlette, formparsers.py

log = logging.getLogger("veu.problems")


def install(app: FastAPI) -> None:
    """Render each error of `app` once, here."""

    @app.exception_handler(PortalError)
    async def portal_error(request: Request, error: PortalError) -> Response:
        return await run_in_threadpool(answer, request, error)

    @app.exception_handler(RequestValidationError)
    async def not_an_address(request: Request, _error: RequestValidationError) -> Response:
        return await run_in_threadpool(answer, request, NotFound())

    @app.exception_handler(HTTPException)
    async def framework_error(request: Request, error: HTTPException) -> Response:
        return await run_in_threadpool(answer, request, _of(error))

    @app.exception_handler(ClientDisconnect)
    async def went_away(request: Request, _error: ClientDisconnect) -> Response:
        """A connection broke while something was sent: nothing was done, and nobody is there to be told."""
        log.warning("a visitor went away in the middle of %s", getattr(request.scope.get("route"), "name", ""))
        return Response(status_code=HTTPStatus.BAD_REQUEST)

    @app.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> Response:
        log.error("defect %s in %s", type(error).__name__, request.scope.get("route", ""), exc_info=error)
        return await run_in_threadpool(answer, request, PortalError())


def answer(request: Request, error: PortalError) -> Response:
    """Make the answer for `error`: a page, or JSON for whoever asks for it."""
    if wants_json(request):
        body = {
            "type": f"urn:veu:problem:{error.code}",
            "title": str(error.title),
            "detail": str(error.advice),
            "status": int(error.status),
        }
        return JSONResponse(body, status_code=error.status, media_type="application/problem+json")
    visit = Visit(request, request.app.state.site)
    try:
        return render(visit, "errors/problem.html", status=int(error.status), error=error)
    finally:
        visit.close()


def wants_json(request: Request) -> bool:
    """Whether the answer is for a program: the path or the Accept header says so."""
    path = request.scope["path"]
    return path.endswith((".json", ".geojson", ".csv")) or "json" in request.headers.get("accept", "").split(",")[0]


def _of(error: HTTPException) -> PortalError:
    status = error.status_code
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return NotFound()
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooMuch()
    if status == HTTPStatus.BAD_REQUEST:  # a form with too much in it, or none at all
        return TooMuch() if _TOO_MUCH.search(error.detail) else Unreadable()
    return Forbidden() if status == HTTPStatus.FORBIDDEN else PortalError()
