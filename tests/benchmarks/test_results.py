"""The bench's own arithmetic and its file: what was measured before, and what people wrote, is not lost."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from benchmarks import load, results
from benchmarks.figures import Figure, at_least, at_most, percentile, written

ORDER = ("imports", "lists")


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile([float(each) for each in range(100, 0, -1)], share) == expected


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.99) == 7.0


def test_a_figure_is_met_at_its_edge_and_not_beyond() -> None:
    assert at_least("rate", 1000, 1000, "a second").met
    assert not at_least("rate", 999.9, 1000, "a second").met
    assert at_most("time", 60, 60, "s").met
    assert not at_most("time", 60.1, 60, "s").met


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,234"), (12.34, "12.3"), (1.234, "1.23"), (5.0, "5")])
def test_numbers_have_as_many_digits_as_they_deserve(value: float, text: str) -> None:
    assert written(value) == text


def test_one_part_alone_keeps_the_other_parts_and_the_notes() -> None:
    first = {name: results.section([Figure(name, "1")], stamp="Monday") for name in ORDER}
    whole = results.merged("", first, order=ORDER, title="# Title\n", notes="none")
    by_hand = whole.replace("## Notes\n\nnone", "## Notes\n\nWritten by hand.\n\n- kept")
    again = results.merged(
        by_hand,
        {"lists": results.section([Figure("a|b", "2", "≥ 1", met=True)], stamp="Friday")},
        order=ORDER,
        title="# T",
    )
    found = results.sections(again)
    assert list(found) == ["", "imports", "lists", "Notes"]
    assert found["imports"] == first["imports"]
    assert found["lists"].splitlines()[0] == "Friday"
    assert found["lists"].splitlines()[-1] == r"| a\|b | 2 | ≥ 1 | yes |  |"
    assert found["Notes"] == "Written by hand.\n\n- kept"


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"x" * 100_000
        self.send_response(200 if self.path == "/good" else 404)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(303)
        self.send_header("location", f"/{asked.decode()}/place")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = _Server(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_client_counts_whole_answers_by_status(port: int) -> None:
    made = load.reading(port, [load.get("/good"), load.get("/bad")], seconds=0.2)
    assert set(made.statuses) == {200, 404}
    assert made.count == len(made.took_ms) > 16
    assert made.rate == pytest.approx(made.count / made.seconds)


def test_the_client_sends_each_form_once(port: int) -> None:
    forms = [f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n{n:03}".encode() for n in range(100)]
    made = load.sending(port, forms)
    assert sorted(made.places) == [f"/{n:03}/place" for n in range(100)]
