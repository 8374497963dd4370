"""A server of the portal in a process of its own, on a free port, until the block ends."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.ground.settings import Settings
from tests.browser.audited_portal import refuse_faults

ROOT = Path(__file__).parents[2]
AUDITED = "tests.browser.audited_portal"
PATIENCE_S = 120  # on a machine that does many other things


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(settings: Settings, module: str = AUDITED) -> Iterator[str]:
    """Serve the portal that `settings` names, and give its address; `module` is run, and audits what it sends."""
    chosen = {
        "VEU_MODE": settings.mode.value,
        "VEU_THROTTLES": str(settings.throttles),
        "VEU_VAR": str(settings.var),
        "VEU_PORT": str(settings.port),
        "VEU_HOST": settings.host,
    }
    if settings.keys is not None:
        chosen["VEU_KEYS"] = str(settings.keys)
    url = f"http://localhost:{settings.port}"
    with subprocess.Popen([sys.executable, "-m", module, "serve"], cwd=ROOT, env={**os.environ, **chosen}) as server:
        try:
            _wait_for(f"{url}/healthz", server)
            yield url
        finally:
            server.terminate()
    refuse_faults(settings.var)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            if time.monotonic() > ends or server.poll() is not None:
                raise
            time.sleep(0.1)
