"""A mail server on this machine, and what it took."""

from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.ground.settings import Settings


class MailServer:
    """A mail server's memory: it keeps what was sent, and refuses as it is told to."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.taken: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.names: list[str | None] = []

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        self.encrypted.append(session.ssl is not None)
        self.names.append(session.host_name)
        return "250 OK"


class OnAFreePort(Controller):
    """The library's server, on whatever port the system gives it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def served(server: MailServer, settings: Settings, **options: Any) -> Iterator[Settings]:
    """Settings that lead to a mail server on a free port of this machine."""
    controller = OnAFreePort(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        here = {"smtp_host": "127.0.0.1", "smtp_port": controller.port, "mail_from": "veu@city.example"}
        yield settings.model_copy(update=here)
    finally:
        controller.stop()
