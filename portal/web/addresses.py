"""Where each page is: route names to paths, for all mounted sites together."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.routing import BaseRoute, compile_path

from i18n.locales import Locale


class Addresses:
    """Route names and the paths that they stand for; a name means one path in the whole portal."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._pages: list[re.Pattern[str]] = []

    def add(self, routes: Iterable[BaseRoute], *, below: str = "") -> None:
        """Take in the named routes of a site that is mounted at `below`. Raises ValueError where a name is taken."""
        for route in routes:
            path, name = getattr(route, "path", None), getattr(route, "name", None)
            if path is None or not name or not hasattr(route, "methods"):
                continue
            regex, path_format, _ = compile_path(below + path)
            if "GET" in route.methods:
                self._pages.append(regex)
            if self._formats.setdefault(name, path_format) != path_format:
                raise ValueError(f"two pages are called {name!r}")

    def path(self, name: str, locale: Locale, params: Mapping[str, Any]) -> str:
        """Give the path of `name` in `locale`; `query` in `params` is a mapping for after the `?`."""
        values = {key: quote(str(value), safe="") for key, value in params.items() if key != "query"}
        return with_query(self._formats[name].format(locale=locale.tag, **values), params.get("query") or {})

    def nearest(self, path: str) -> str:
        """Give `path` itself, or the nearest page above it: a form may go to an address that cannot be opened."""
        while "/" in path.rstrip("/") and not any(page.match(path) for page in self._pages):
            path = path.rpartition("/")[0]
        return path

    def __contains__(self, name: str) -> bool:
        return name in self._formats


def with_query(path: str, query: Mapping[str, Any]) -> str:
    """Put `query` behind `path`, leaving out what is empty."""
    kept = {key: value for key, value in query.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path
