"""A load client: one thread, a few connections that stay open, the next request as soon as an answer is whole.

It costs about 25 µs of CPU a request. Where `wrk` is installed, `benchmarks.wrk` is used for plain reading instead.
"""

import re
import select
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

CONNECTIONS = 16
PATIENCE_S = 30
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PLACE = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)


@dataclass(slots=True)
class Outcome:
    """What came of a load: answers by status, the milliseconds each took, and where they lead, in no order."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    took_ms: list[float] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many answers came."""
        return sum(self.statuses.values())

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.count / self.seconds


@dataclass(slots=True)
class _Line:
    """One connection, and the request that it waits for."""

    socket: socket.socket
    asked: bytes = b""
    begun: float = 0.0
    answer: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        self.asked, self.begun = request, time.perf_counter()
        self.answer.clear()
        self.socket.sendall(request)


class BadAnswer(Exception):
    """An answer that the bench does not understand, or that did not come."""


def get(path: str, *, cookie: bool = False, host: str = "localhost") -> bytes:
    """Write a GET. A cookie that the portal does not know keeps the page from coming out of the shared cache."""
    extra = "Cookie: bench=1\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{extra}\r\n".encode()


def reading(port: int, requests: list[bytes], *, seconds: float) -> Outcome:
    """Ask the same requests round and round for some seconds."""
    return _run(port, cycle(requests), seconds=seconds)


def sending(port: int, requests: list[bytes]) -> Outcome:
    """Send each request once, and remember where each answer leads."""
    return _run(port, iter(requests), keep_places=True)


def _run(port: int, requests: Iterator[bytes], *, seconds: float = float("inf"), keep_places: bool = False) -> Outcome:
    made = Outcome()
    lines = {line.socket.fileno(): line for line in (_Line(_connect(port)) for _ in range(CONNECTIONS))}
    waiting = select.epoll()
    begun = time.perf_counter()
    busy = 0
    for number, line in lines.items():
        request = next(requests, None)
        if request is not None:
            waiting.register(number, select.EPOLLIN)
            line.ask(request)
            busy += 1
    while busy:
        events = waiting.poll(PATIENCE_S)
        if not events:
            raise BadAnswer(f"no answer within {PATIENCE_S} s")
        for number, _ in events:
            line = lines[number]
            if not _is_whole(line):
                continue
            now = time.perf_counter()
            _note(made, line, now, keep_places)
            request = next(requests, None) if now < begun + seconds else None
            if request is None:
                busy -= 1
                waiting.unregister(number)
            else:
                line.ask(request)
    made.seconds = time.perf_counter() - begun
    for line in lines.values():
        line.socket.close()
    waiting.close()
    return made


def _connect(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def _is_whole(line: _Line) -> bool:
    """Take in what has come, and say whether the answer ends there."""
    got = line.socket.recv(1 << 18)
    if not got:
        raise BadAnswer(f"the connection was closed in the answer to {line.asked[:80]!r}")
    line.answer += got
    end = line.answer.find(b"\r\n\r\n")
    if end < 0:
        return False
    length = _LENGTH.search(line.answer, 0, end)
    if length is None:
        raise BadAnswer(f"an answer without a length: {bytes(line.answer[:200])!r}")
    return len(line.answer) >= end + 4 + int(length[1])


def _note(made: Outcome, line: _Line, now: float, keep_places: bool) -> None:
    made.statuses[int(line.answer[9:12])] += 1
    made.took_ms.append((now - line.begun) * 1000)
    if keep_places and (place := _PLACE.search(line.answer)):
        made.places.append(place[1].decode())
