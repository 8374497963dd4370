"""One visit: what a route needs of a request, with one session that is committed before the answer leaves."""

from copy import copy
from datetime import date
from functools import cached_property
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.responses import RedirectResponse

from i18n.locales import Locale
from portal.ground import clock
from portal.ground.database import commit
from portal.ground.errors import NotFound, SignInNeeded
from portal.web.binding import tidied
from portal.web.body_limit import MOST_BYTES, TAKES_FILES
from portal.web.site import Site, Visitor
from privacy.dp.weeks import local_day
from privacy.vault.codes import equal, stored_form

MAX_FILES = 12  # a form takes fewer, and says which it left out
MAX_FIELDS = 640  # every smallest part of three photos can be ticked
MAX_FIELDS_BESIDE_FILES = 40
MAX_FIELD_BYTES = 256 * 1024  # far above any limit: a text that is too long comes back with a sentence

MultiPartParser.spool_max_size = MOST_BYTES  # above it a body is refused: a photo with its place is never on the disk


class Visit:
    """A request on its way through one route, in one thread."""

    def __init__(self, request: Request, site: Site, form: FormData | None = None) -> None:
        self.request = request
        self.site = site
        self.locale: Locale = site.locale_of(request)
        self._sent = form
        self._session: Session | None = None
        self._reader: Session | None = None
        self._visitor: Visitor | None = None
        self._visitor_known = False
        self._here = ""

    @cached_property
    def form(self) -> FormData:
        """What was sent, tidied where it is first asked for: in the route's thread, so that nobody else waits."""
        return tidied(self._sent) if self._sent is not None else FormData()

    @cached_property
    def today(self) -> date:
        """The day in the city, the same for the whole visit."""
        return local_day(clock.now(), self.site.settings.zone)

    @property
    def has_files(self) -> bool:
        """Whether a file was chosen in what was sent."""
        sent = self._sent.multi_items() if self._sent is not None else ()
        return any(isinstance(part, UploadFile) and part.filename for _, part in sent)

    @property
    def here(self) -> str:
        """Where the page that is shown can be opened again, in any language: no form's own address."""
        if self._here:
            return self._here
        path = str(self.request.scope["path"])
        return self.site.addresses.nearest(path) if self.writes else path

    def stands_at(self, name: str, **params: Any) -> None:
        """Say which page it is that answers a form."""
        self._here = self.url(name, **params)

    def read_in(self, language: Locale, name: str, **params: Any) -> "Visit":
        """Give the visit as a reader of `language` would open the page `name`: to look at it before it is public."""
        self.session  # noqa: B018 - opened here, so that both have the same one, and it is closed
        reader = copy(self)
        reader.locale = language
        reader.stands_at(name, **params)
        return reader

    @property
    def writes(self) -> bool:
        """Whether this visit may change anything."""
        return self.request.method not in {"GET", "HEAD"}

    @property
    def session(self) -> Session:
        """The visit's session: it only reads on GET, and is one transaction otherwise."""
        if self._session is None:
            database = self.site.database
            self._session = database.write_session() if self.writes else database.read_session()
        return self._session

    @property
    def reader(self) -> Session:
        """A session for what a form looks up before it writes: where one visit writes at a time, it only reads.

        On GET, and where writers need not wait for each other, it is the visit's own session.
        """
        if not (self.writes and self.site.database.is_sqlite):
            return self.session
        if self._reader is None:
            self._reader = self.site.database.read_session()
        return self._reader

    @property
    def cookie(self) -> str | None:
        """The session cookie of this site, if the browser sent one."""
        return self.request.cookies.get(self.site.session_cookie)

    @property
    def visitor(self) -> Visitor | None:
        """Who is signed in; looked up once, and only where there is a cookie."""
        if not self._visitor_known:
            self._visitor = self.site.load_visitor(self.session, self.cookie) if self.cookie else None
            self._visitor_known = True
        return self._visitor

    @property
    def person(self) -> Any:
        """Whoever is signed in, with the names that they have in families and polls. Raises SignInNeeded."""
        if self.visitor is None:
            raise SignInNeeded
        return self.visitor

    @property
    def csrf(self) -> str | None:
        """The value of the hidden field of this session's forms; None where nobody is signed in."""
        if self.cookie is None:
            return None
        return stored_form(self.cookie, key=self.site.ring.named("csrf"))

    @property
    def has_csrf(self) -> bool:
        """Whether the submitted form came from a page of this session; true where there is no session."""
        expected = self.csrf
        return expected is None or equal(str(self.form.get("csrf", "")), expected)

    def finish(self) -> None:
        """Commit what was written."""
        if self._session is not None and self.writes:
            commit(self._session)

    def close(self) -> None:
        """Give the session and the uploaded files back; what was not committed is undone."""
        for session in (self._session, self._reader):
            if session is not None:
                session.close()
        for _, part in self._sent.multi_items() if self._sent is not None else ():
            if isinstance(part, UploadFile):
                part.file.close()

    def url(self, name: str, *, language: Locale | None = None, **params: Any) -> str:
        """Give the path of the page `name` in the visit's language, or in another one."""
        return self.site.addresses.path(name, language or self.locale, params)

    def has(self, name: str) -> bool:
        """Whether this installation has the page `name`: a menu offers no other."""
        return name in self.site.addresses

    def redirect(self, name: str, *, fragment: str = "", **params: Any) -> Response:
        """Answer with 303 to the page `name`, so that a reload sends nothing twice."""
        return RedirectResponse(self.url(name, **params) + (f"#{fragment}" if fragment else ""), status_code=303)


async def visit_of(request: Request) -> Visit:
    """Make the visit of a request, with its form read; the session opens later, in the route's thread.

    Raises NotFound for an address with a sign that cannot be seen, such as NUL: no page of ours has one.
    """
    if not request.scope["path"].isprintable():
        raise NotFound
    sent = None
    if request.method not in {"GET", "HEAD"}:
        _refuse_other_charsets(request)
        beside_files = getattr(request.scope.get("endpoint"), TAKES_FILES, False)
        most = MAX_FIELDS_BESIDE_FILES if beside_files else MAX_FIELDS
        sent = await request.form(max_files=MAX_FILES, max_fields=most, max_part_size=MAX_FIELD_BYTES)
    return Visit(request, request.app.state.site, sent)


def _refuse_other_charsets(request: Request) -> None:
    """Our pages send UTF-8; in another charset a form could hold what no database takes. Source: HTML, 4.10.22.8."""
    _, _, charset = request.headers.get("content-type", "").lower().partition("charset=")
    if charset and charset.strip(' "') != "utf-8":
        raise HTTPException(HTTPStatus.FORBIDDEN)


VisitDep = Annotated[Visit, Depends(visit_of)]
