"""Put the portal together: it composes the web. The other half is `work.py`."""

from functools import partial
from typing import Any

from fastapi import FastAPI
from sqlmodel import Session
from starlette.middleware.gzip import GZipMiddleware

from i18n.locales import ENGLISH, Locale, shipped
from portal.city.identity import queries as identity
from portal.city.identity.routes import room as identity_room
from portal.city.identity.rules import PUBLIC_COOKIE, PUBLIC_SITE, STAFF_COOKIE, STAFF_SITE
from portal.city.identity.staff_routes import room as staff_identity_room
from portal.city.identity.staff_routes import root as staff_root_room
from portal.city.issues.feed_routes import room as feed_room
from portal.city.issues.routes import room as issues_room
from portal.city.pages.routes import room as pages_room
from portal.city.places.queries import jurisdiction
from portal.city.places.routes import room as places_room
from portal.city.places.shell import shell
from portal.decide.prioritisation.desk import room as weights_desk
from portal.decide.prioritisation.routes import room as priorities_room
from portal.decide.solutions.desk import room as solutions_desk
from portal.decide.solutions.routes import room as solutions_room
from portal.doors.front.routes import room as front_room
from portal.doors.front.routes import root as root_room
from portal.doors.front.signs import room as signs_room
from portal.doors.staff.routes import room as desk_room
from portal.doors.staff.texts.text_routes import room as texts_desk
from portal.ground.database import Database
from portal.ground.publicity.memory import let_remember
from portal.ground.publicity.service import PublicVersion
from portal.ground.settings import Mode, Settings
from portal.listen.barriers.desk import room as barriers_desk
from portal.listen.barriers.pages import room as barriers_room
from portal.listen.reports.case import letters_here, no_letters, pushing
from portal.listen.reports.case.answering import room as answering_room
from portal.listen.reports.case.lost_code import room as lost_code_room
from portal.listen.reports.case.tracking import room as track_room
from portal.listen.reports.flow.again import room as again_room
from portal.listen.reports.flow.between import room as between_room
from portal.listen.reports.flow.offline import room as offline_room
from portal.listen.reports.flow.one_question import room as one_question_room
from portal.listen.reports.flow.receipt import room as receipt_room
from portal.listen.reports.flow.routes import room as reports_room
from portal.listen.support.routes import count_in, support_of
from portal.listen.support.routes import room as support_room
from portal.listen.voting.desk import room as voting_desk
from portal.listen.voting.routes import room as voting_room
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.stale_database import Watch
from portal.understand.figures.pages.routes import room as figures_room
from portal.web import problems
from portal.web.addresses import Addresses
from portal.web.assets import assets
from portal.web.body_limit import BodyLimit
from portal.web.csrf import SameOriginOnly
from portal.web.headers import SafeHeaders
from portal.web.page_cache import PageCache
from portal.web.routing import Room
from portal.web.site import Site
from privacy.vault.key_folder import open_folder
from privacy.vault.keys import KeyRing

IN_LANGUAGE = "/{locale:locale}"
ROOMS: tuple[Room, ...] = (
    issues_room,
    feed_room,
    places_room,
    pages_room,
    front_room,
    signs_room,
    offline_room,
    reports_room,
    between_room,
    one_question_room,
    receipt_room,
    support_room,
    track_room,
    lost_code_room,
    again_room,
    answering_room,
    no_letters.room,
    letters_here.room,
    pushing.room,
    voting_room,
    figures_room,
    priorities_room,
    solutions_room,
    identity_room,
    barriers_room,
)
DESK_ROOMS: tuple[Room, ...] = (
    staff_identity_room,
    desk_room,
    texts_desk,
    voting_desk,
    solutions_desk,
    weights_desk,
    barriers_desk,
)


def create_app(settings: Settings, database: Database | None = None, ring: KeyRing | None = None) -> FastAPI:
    """Make the whole portal: the public site, and the desk below /staff."""
    database = database or Database(settings)
    ring = ring or open_folder(settings.key_folder)
    version = PublicVersion(database)
    let_remember(database, version)
    addresses = Addresses()
    site = partial(
        Site,
        settings=settings,
        database=database,
        ring=ring,
        addresses=addresses,
        load_city=_shell,
        may_write=Watch(database, file=public_file.path_of(settings)),
        default_locale=_default_locale(database),
    )
    public = _site(
        site(
            session_cookie=PUBLIC_COOKIE,
            load_visitor=identity.loader(database, ring, PUBLIC_SITE),
            layout="layouts/page.html",
        ),
        (root_room, *ROOMS),
        below="",
    )
    desk = _site(
        site(
            session_cookie=STAFF_COOKIE,
            load_visitor=identity.loader(database, ring, STAFF_SITE),
            layout="layouts/desk.html",
        ),
        (staff_root_room, *DESK_ROOMS),
        below="/staff",
    )
    public.state.support_of, public.state.count_in = support_of, count_in
    public.include_router(assets)
    public.mount("/staff", desk)
    _wrap(public, settings)
    public.add_middleware(PageCache, version=version, ring=ring)
    return public


def _wrap(public: FastAPI, settings: Settings) -> None:
    """Put round every answer what the room behind it need not know."""
    public.add_middleware(BodyLimit)
    public.add_middleware(
        SameOriginOnly,
        url=settings.url,
        nameless=settings.mode is not Mode.PRODUCTION,
        by_link=no_letters.ADDRESS,
    )
    public.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=4)
    public.add_middleware(SafeHeaders, https=settings.url.startswith("https://"))


def _site(site: Site, rooms: tuple[Room, ...], *, below: str) -> FastAPI:
    """Make one site of its rooms, each under the reader's language, and learn their addresses."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site = site
    for room in rooms:
        prefix = "" if room in (root_room, staff_root_room) else IN_LANGUAGE
        room.join(app, prefix=prefix)
        site.addresses.add(room.routes, below=below + prefix)
    problems.install(app)
    return app


def _default_locale(database: Database) -> Locale:
    """The city's first own language, for visitors whose browser asks for none of ours."""
    with database.reading() as session:
        city = jurisdiction(session)
    return (shipped(city.official_languages[0]) if city else None) or ENGLISH


def _shell(session: Session, locale: Locale) -> Any:
    return shell(session, locale.tag)
