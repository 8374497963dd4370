"""The portal as a server of its own process: the invented town, for the browser to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.city.identity.rules import Role
from tests.browser.running import AUDITED, free_port, running
from tests.town import Town, town_in


@dataclass(frozen=True, slots=True)
class Served:
    """A running portal, and one of each thing that has a page of its own."""

    url: str
    town: Town
    facts: dict[str, str]

    def link_for(self, name: str, role: Role) -> str:
        """Make a link that signs somebody in, once."""
        return self.url + self.town.link_for(name, role)

    def address(self, path: str, locale: str) -> str:
        """Fill in a page of the lists."""
        below = "/staff/" if path.startswith("/staff/") else "/"
        return f"{self.url}{below}{locale}{path.removeprefix('/staff')}".format_map(self.facts)


@contextmanager
def serving(var: Path, made: Path, module: str = AUDITED) -> Iterator[Served]:
    """Serve a copy in `var` of the town in `made` on a free port, until the block ends; `module` is what is run."""
    town = town_in(var, made, port=free_port(), host="127.0.0.1")
    try:
        with running(town.settings, module) as url:
            yield Served(url, town, town.facts())
    finally:
        town.database.close()
