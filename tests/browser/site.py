"""A small site of its own for tests of the tools: a folder, and pages that exist only in memory."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.audited import SAMPLE

# What the portal's own pages are sent with, as far as it touches the tools: no script or style inside the page.
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'"


class _Site(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, pages: Mapping[str, str], **kwargs: Any) -> None:
        self.pages = pages
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        text = self.pages.get(self.path.split("?")[0])
        if text is None:
            super().do_GET()
            return
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if self.path.endswith(".css") else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header(SAMPLE, "yes")
        if not self.path.startswith("/free/"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        """Say nothing: a test's output is the test's."""


@contextmanager
def served(folder: Path, pages: Mapping[str, str]) -> Iterator[str]:
    """Serve a folder and some pages (path to text) on this machine alone; yields the origin.

    Pages under /free/ are sent without the policy, so that a test can see what it would have stopped.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(folder), pages=pages))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
