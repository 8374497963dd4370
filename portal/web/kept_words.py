"""When a session at the desk ends while somebody types: the answer keeps every word, to be sent again.

The refusal stays a refusal: nothing was done and nobody was let in. Only its page is another one.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from portal.ground.errors import Forbidden, SignInNeeded
from portal.web.rendering import render
from portal.web.visit import Visit

Pairs = tuple[tuple[str, str], ...]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def kept(form: FormData, *, but: frozenset[str]) -> Pairs:
    """Give every field as it was sent, for sending it once more."""
    return tuple((name, text) for name, text in form.multi_items() if isinstance(text, str) and name not in but)


def sentences(typed: Pairs) -> tuple[str, ...]:
    """Give what a person wrote: words with a space or a line between them, and no code of a choice."""
    return tuple(text for _, text in typed if len(text.split()) > 1)


class KeepsWords(APIRoute):
    """A route whose refusal of a form gives the form back."""

    def get_route_handler(self) -> Handler:
        """Wrap the route's own handler."""
        handler = super().get_route_handler()

        async def keeping(request: Request) -> Response:
            try:
                return await handler(request)
            except (SignInNeeded, Forbidden) as refusal:
                if request.method != "POST":
                    raise
                form = await request.form()  # read already, and kept by the request
                answer = await run_in_threadpool(_given_back, request, form, refusal)
                if answer is None:
                    raise
                return answer

        return keeping


def _given_back(request: Request, form: FormData, refusal: SignInNeeded | Forbidden) -> Response | None:
    """Make the page that holds the words; None for somebody who is signed in and may not do this."""
    visit = Visit(request, request.app.state.site, form)
    try:
        signed_in = visit.visitor is not None
        if signed_in and visit.has_csrf:
            return None
        query = f"?{request.url.query}" if request.url.query else ""
        action = request.scope["path"] + query
        status, typed = int(refusal.status), kept(visit.form, but=frozenset({"csrf"}))
        shown = {"kept": typed, "words_of": sentences(typed), "action": action, "signed_in": signed_in}
        return render(visit, "staff/again.html", status=status, **shown)
    finally:
        visit.close()
