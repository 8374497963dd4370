"""Every page in every language: it opens, it is well made, and its words are in the script of their language."""

import os
import re

import pytest

from i18n.locales import SHIPPED
from portal.city.identity.rules import Role
from tests.portal.languages.conftest import Town
from tests.portal.languages.walking import ROUTES, route_of, walk
from tests.visitor import Visitor

WHOLE = os.environ.get("VEU_TESTS") == "all"
# Reached by a form, a letter, a secret, or when a poll has closed: test_marked_acts.py goes there. Files are no pages.
BY_ACTS = {
    "reports:new", "reports:problem", "reports:personal", "reports:nearby", "reports:joined", "reports:one",
    "reports:place", "reports:which", "reports:streets", "reports:map", "reports:cover", "reports:check",
    "reports:sent", "reports:sure", "reports:discarded", "track:withdrawn", "track:fresh",
    "track:renew", "track:link_sent", "track:solved", "track:answered", "track:stop", "polls:checked", "polls:voted",
    "identity:link_sent", "identity:enter", "identity:sign_out",
    "staff:enter", "staff:sign_out", "staff:home", "staff:link_sent", "staff:poll_edit", "staff:go_on_closed",
    "staff:place_closed", "staff:words", "figures:turnout", "staff:filed", "staff:solution_edit",
    "barriers:told", "signs:show", "staff:translation_gone",
}  # fmt: skip


def starts(tag: str) -> tuple[str, ...]:
    return tuple(f"/staff/{tag}/{page}" for page in ("queue", "record", "weights", "new"))


@pytest.mark.parametrize("tag", [each.tag for each in SHIPPED] if WHOLE else ["ar", "ca", "ru", "zh"])
def test_every_page_in_a_language(town: Town, tag: str) -> None:
    """The audit of each page compares scripts with languages, and the page's language with its address."""
    app = town.app()
    opened = {route_of("GET", page.url) for page in walk(Visitor(app, tag), f"/{tag}/", most=1)}
    opened.add(route_of("GET", Visitor(app, tag).get(f"/staff/{tag}/sign-in").url))
    manager = town.signed_in("marta", Role.MANAGER, tag, app)
    opened |= {route_of("GET", page.url) for page in walk(manager, *starts(tag), most=1)}
    pages = {name for method, name, _ in ROUTES if method == "GET" and not _is_file(name)}
    assert pages - opened <= BY_ACTS, "a page that no link leads to"


def _is_file(name: str) -> bool:
    files = (
        "photo",
        "csv",
        "json",
        "geojson",
        "measures",
        "needs",
        "columns",
        "ledger_file",
        "feed",
        "places:districts",
    )
    return name.endswith(files)


def test_no_space_follows_a_chinese_full_stop(town: Town) -> None:
    for page in walk(Visitor(town.app(), "zh"), "/zh/", most=1):
        for element in page.tree.iter():
            pieces = [] if element.get("data-ugc") is not None else [element.text, *(child.tail for child in element)]
            for piece in pieces:
                assert not re.search(r"[。，；！？] +[^\s–]", piece or ""), f"{page.url}: {piece}"
