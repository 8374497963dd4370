"""The web server: granian with one or more workers, and the waiting work in a thread of one of them."""

from granian import Granian
from granian.constants import Interfaces

from portal.app import create_app
from portal.ground.settings import Settings
from portal.workplace import settle_clock

MOST_BACKLOG = 512


def application() -> object:
    """Make the application of one worker process; granian calls this after it has started the process."""
    settings = Settings()
    settle_clock(settings)
    return create_app(settings)


def run(settings: Settings) -> None:
    """Serve until stopped. The settings travel to the workers in the environment."""
    server = Granian(
        "portal.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGINL,
        workers=settings.workers,
        blocking_threads=1,
        backlog=MOST_BACKLOG,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    )
    server.serve()
