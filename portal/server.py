"""The web server: granian with one or more workers, and the waiting work in a thread of one of them."""

import gc

from anyio.to_thread import current_default_thread_limiter, run_sync
from granian import Granian
from granian.constants import Interfaces
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from sqlalchemy.orm import configure_mappers
from starlette.types import ASGIApp, Receive, Scope, Send

from i18n.locales import SHIPPED
from portal.app import create_app
from portal.companion import Companion
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.web.rendering import environment
from portal.work import registry
from portal.workplace import settle_clock
from privacy.vault.key_folder import open_folder

MOST_BACKLOG = 512
OFTEN_SHOWN = ("components/", "layouts/", "issues/", "reports/", "pages/home")


class Portal:
    """The portal in one worker process, with what lives beside it from the server's start to its end."""

    def __init__(self, settings: Settings) -> None:
        ring = open_folder(settings.key_folder)
        self._threads = settings.threads
        self._database = Database(settings)
        self._app = create_app(settings, self._database, ring)
        self.companion = None
        if settings.embedded_worker:
            work = registry(settings, ring)
            self.companion = Companion(self._database, work, lock=settings.var / "worker.lock")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Begin and end with the server. Source: ASGI, Lifespan Protocol 2.0."""
        await receive()
        current_default_thread_limiter().total_tokens = self._threads  # more would only wait for the interpreter
        if self.companion:
            self.companion.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self.companion:
            await run_sync(self.companion.stop)
        self._database.close()
        await send({"type": "lifespan.shutdown.complete"})


def application() -> ASGIApp:
    """Make the application of one worker process; granian calls this after it has started the process.

    Behind a proxy every visitor would come from its address, and one of them could use up everybody's tries.
    """
    settings = Settings()
    settings.refuse_unsafe()
    settle_clock(settings)
    behind: ASGIApp = wrap_asgi_with_proxy_headers(Portal(settings), trusted_hosts=settings.proxies)
    return behind


def run(settings: Settings) -> None:
    """Serve until stopped. The settings travel to the workers in the environment."""
    server = Granian(
        "portal.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        blocking_threads=1,
        backlog=MOST_BACKLOG,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
        respawn_failed_workers=True,  # or the end of one worker would be the end of the server
    )
    warm_up()
    gc.collect()
    gc.freeze()  # or the first collection of each worker would copy every page of its memory
    server.serve()


def warm_up() -> None:
    """Make what every worker needs before they are forked off: it is then made once, and its memory is shared."""
    configure_mappers()
    for locale in SHIPPED:
        made = environment(locale.tag)
        for name in made.list_templates(filter_func=lambda name: name.startswith(OFTEN_SHOWN)):
            made.get_template(name)
