"""Walking through the portal by its links: every page that one leads to, a few of each kind."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from starlette.routing import compile_path

from portal.app import DESK_ROOMS, ROOMS
from tests.visitor import Page, Visitor

FILES = (".atom", ".csv", ".json", ".jsonl", ".geojson", ".jpg")


def _patterns() -> Iterator[tuple[str, str, object]]:
    for below, rooms in (("/{locale:locale}", ROOMS), ("/staff/{locale:locale}", DESK_ROOMS)):
        for room in rooms:
            for route in room.routes:
                for method in sorted(route.methods - {"HEAD"}):
                    yield method, route.name, compile_path(below + route.path)[0]


ROUTES = tuple(_patterns())


def route_of(method: str, path: str) -> str:
    """Name the route that answers, or "" where none does."""
    return next((name for allowed, name, regex in ROUTES if allowed == method and regex.match(path)), "")


def walk(visitor: Visitor, *starts: str, most: int = 2) -> Iterator[Page]:
    """Open `starts` and what they link to, at most `most` pages of each route; each is audited on the way."""
    waiting, seen = deque(starts), set(starts)
    opened: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        path = urlsplit(address).path
        name = route_of("GET", path)
        if not name or path.endswith(FILES) or "/photo/" in path or opened[name] >= most:
            continue
        opened[name] += 1
        page = visitor.get(address)
        yield page
        for link in page.all("a"):
            target = urldefrag(urljoin(address, link.get("href", "")))[0]
            if _is_near(target, visitor.locale) and target not in seen:
                seen.add(target)
                waiting.append(target)


def _is_near(target: str, locale: str) -> bool:
    return target.startswith((f"/{locale}/", f"/staff/{locale}/"))
