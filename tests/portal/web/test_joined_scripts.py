"""The scripts of a report's steps: one small file for the browser, on these pages alone, kept for a year."""

import gzip
from pathlib import Path

import pytest

from portal.web import assets
from portal.web.assets import joined, joined_href, served
from tests.visitor import Page, Visitor

MOST_BYTES = 3_000


def sources(page: Page) -> list[tuple[str, bool]]:
    """The scripts of a page, and whether each waits until the page is read."""
    return [(each.get("src"), each.get("defer") is not None) for each in page.all("script")]


def test_every_step_loads_one_script_that_waits_and_no_other_page_does(visitor: Visitor) -> None:
    first = visitor.get("/en/report")
    second = visitor.submit(first, "problem", category="ground")
    third = visitor.submit(second, "place-form", place="Carrer del Molí 12")
    wrong = visitor.submit(third, "check", public="", status=422)
    assert [sources(page) for page in (first, second, third, wrong)] == [[(joined_href("report"), True)]] * 4
    assert sources(visitor.get("/en/")) == [(joined_href("shell"), True)]
    answer = visitor.client.get(joined_href("report"))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "max-age=31536000" in answer.headers["cache-control"]


def test_it_is_small_and_its_parts_are_served_nowhere_else() -> None:
    assert len(gzip.compress(joined("report").body, 9)) <= MOST_BYTES
    assert not [name for name in served() if name.startswith("count.")]


def test_files_are_joined_in_the_order_of_their_names_without_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "both").mkdir()
    (tmp_path / "both" / "b.js").write_text("(() => {\n  say(`b  ${1}`); // never lost\n})();\n")
    (tmp_path / "both" / "a.js").write_text('/* first */ (() => {\n  say("// a");\n})();\n')
    monkeypatch.setattr(assets, "SCRIPTS", tmp_path)
    monkeypatch.setitem(assets.JOINED, "both", ("both",))
    assert joined.__wrapped__("both").body == b'(()=>{say("// a");})();\n(()=>{say(`b  ${1}`);})();'
