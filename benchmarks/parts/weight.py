"""What each step of a report weighs over the wire, whom it asks, and what it keeps: in all seven languages."""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

from benchmarks.figures import Figure, at_most
from benchmarks.parts.reports import STEP_1, STEP_2, STEP_3
from benchmarks.stage import Stage, serving
from i18n.locales import SHIPPED
from portal.city.places.queries import districts
from portal.ground.database import Database

MOST_BYTES = 14_000
MOST_KEPT = 60_000
KEPT_PAGES, KEPT_FILES = ("report/offline", "report/waiting"), re.compile(r"/static/[\w.]+")  # as the worker does
STEPS = ("1 problem", "2 place", "3 check", "4 sent")


@dataclass(slots=True)
class Weighed:
    """One page: bytes of HTML, CSS and JavaScript as they travelled, strangers that it asks, cookies that it sets."""

    size: int = 0
    strangers: set[str] = field(default_factory=set)
    cookies: int = 0


class _Asked(HTMLParser):
    """Collects the files that a browser would fetch for a page by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.code: list[str] = []
        self.all: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a stylesheet, a script, a picture, a frame, a font or an icon."""
        facts = dict(attrs)
        address = facts.get("src") if tag != "link" else facts.get("href")
        if not address or (tag == "link" and facts.get("rel") in ("alternate", "canonical", "help", "author")):
            return
        self.all.append(address)
        if tag == "script" or facts.get("rel") == "stylesheet":
            self.code.append(address)


def measure(stage: Stage) -> list[Figure]:
    """Walk through a report in each language without JavaScript, as a phone would."""
    settings = stage.seeded("SQLite", 100)
    database = Database(settings)
    with database.reading() as session:
        district = districts(session)[0].code
    database.close()
    with serving(settings) as served:
        walks = {locale.tag: list(_walk(served.port, locale.tag, district)) for locale in SHIPPED}
        kept = {locale.tag: _kept(served.port, locale.tag) for locale in SHIPPED}
    pages = [page for walk in walks.values() for page in walk]
    strangers, cookies = {each for page in pages for each in page.strangers}, sum(page.cookies for page in pages)
    return [
        *(
            _heaviest(f"report, step {step}: HTML + CSS + JS", {tag: walk[place].size for tag, walk in walks.items()})
            for place, step in enumerate(STEPS)
        ),
        _heaviest("kept on a phone for one language", kept, MOST_KEPT),
        Figure(
            "report: requests to third parties", str(len(strangers)), "0", not strangers, " ".join(sorted(strangers))
        ),
        Figure("report: cookies set", str(cookies), "0", cookies == 0, "all steps, all languages"),
    ]


def _heaviest(what: str, sizes: Mapping[str, int], most: int = MOST_BYTES) -> Figure:
    tag = max(sizes, key=lambda each: sizes[each])
    how = f"in {tag}, the heaviest; " + ", ".join(f"{each} {size:,}" for each, size in sizes.items())
    return at_most(f"{what}, gzip", sizes[tag], most, "bytes", how)


def _kept(port: int, tag: str) -> int:
    """Weigh what the service worker fetches for a language: two pages, what they name, and itself."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    pages = [_get(line, f"/{tag}/{page}")[0] for page in KEPT_PAGES]
    files = {name for page in pages for name in KEPT_FILES.findall(gzip.decompress(page).decode())}
    size = sum(map(len, pages)) + sum(len(_get(line, name)[0]) for name in (*sorted(files), "/sw.js"))
    line.close()
    return size


def _walk(port: int, tag: str, district: str) -> Iterator[Weighed]:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    path = _address(line, f"/{tag}/report")
    yield _weigh(line, path)
    for fields in (STEP_1, STEP_2 | {"district": district}, STEP_3):
        path = _send(line, path, fields)
        yield _weigh(line, path)
    line.close()


def _weigh(line: HTTPConnection, path: str) -> Weighed:
    body, answer = _get(line, path)
    asked = _Asked()
    asked.feed(gzip.decompress(body).decode())
    made = Weighed(len(body), cookies=len(answer.headers.get_all("set-cookie") or ()))
    made.strangers = {urlsplit(each).netloc for each in asked.all} - {"", "localhost"}
    for each in asked.code:
        code, _ = _get(line, each)
        made.size += len(code)
    return made


def _address(line: HTTPConnection, path: str) -> str:
    """Follow the one redirect with which a report begins."""
    line.request("GET", path, headers={"Host": "localhost"})
    answer = line.getresponse()
    answer.read()
    return str(answer.headers["location"])


def _get(line: HTTPConnection, path: str) -> tuple[bytes, HTTPResponse]:
    line.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise ValueError(f"{path}: {answer.status}")
    return body, answer


def _send(line: HTTPConnection, path: str, fields: Mapping[str, str]) -> str:
    head = {"Host": "localhost", "Origin": "http://localhost", "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", path, body=urlencode(fields), headers=head)
    answer = line.getresponse()
    answer.read()
    leads_to = answer.headers.get("location")
    if answer.status != 303 or leads_to is None:
        raise ValueError(f"{path}: {answer.status}")
    return leads_to
