"""A line between the browser and the portal that can be cut: before a request, in its middle, or before its answer."""

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

CHUNK = 1 << 14
PATIENCE_S = 30


class Cut(StrEnum):
    """Where a request ends."""

    NONE = "nothing is cut"
    BEFORE = "no connection"
    UPLOAD = "cut in the middle of what is sent"
    UNHEARD = "all was sent, and cut before the portal answers"
    ANSWER = "cut in the middle of the answer"


@dataclass(slots=True)
class Line:
    """A port that leads to the portal's; `fate` says for each request that sends something where it is cut."""

    port: int
    to: int
    fate: Callable[[], Cut] = lambda: Cut.NONE
    is_down: bool = False
    cuts: dict[Cut, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://localhost:{self.port}"

    def carry(self, near: socket.socket) -> None:
        """Carry one connection's requests, one after the other, until it is cut or over."""
        with near, suppress(OSError, ValueError):
            near.settimeout(PATIENCE_S)
            stream = near.makefile("rb")
            while not self.is_down and (head := _head(stream)):
                sends = head.startswith(b"POST") and b"/report/" in head
                cut = self.fate() if sends else Cut.NONE
                if sends:
                    self.cuts[cut] = self.cuts.get(cut, 0) + 1
                if cut is Cut.BEFORE:
                    return
                body = stream.read(_length(head))
                with socket.create_connection(("127.0.0.1", self.to), timeout=PATIENCE_S) as far:
                    if cut is Cut.UPLOAD:
                        far.sendall((_closing(head) + body)[: len(head) + len(body) // 2])
                        return
                    far.sendall(_closing(head) + body)
                    answer = b"".join(iter(lambda: far.recv(CHUNK), b""))
                if cut is Cut.UNHEARD:
                    return
                near.sendall(answer[: len(answer) // 2] if cut is Cut.ANSWER else answer)
                return  # the answer says that the connection closes


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """Open a line to the portal on `port`, until the block ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as door:
        line = Line(door.getsockname()[1], port)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    near, _ = door.accept()
                    if line.is_down:
                        near.close()
                    else:
                        threading.Thread(target=line.carry, args=(near,), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield line
        door.shutdown(socket.SHUT_RDWR)


def by_chance(seed: int, share: float = 0.6) -> Callable[[], Cut]:
    """Cut so many requests, each somewhere."""
    drawn = random.Random(seed)
    return lambda: drawn.choice(list(Cut)[1:]) if drawn.random() < share else Cut.NONE


def _head(stream: object) -> bytes:
    lines = []
    while line := stream.readline():  # type: ignore[attr-defined]
        lines.append(line)
        if line == b"\r\n":
            return b"".join(lines)
    return b""


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _closing(head: bytes) -> bytes:
    """Let the portal close after one answer, so that its end is seen."""
    kept = [line for line in head.split(b"\r\n") if line and not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])
