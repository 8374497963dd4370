"""axe-core and our own rules in an open page: every fault fails, and so does every doubt that nobody has looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests import audited

PORTAL = "localhost"  # samples of faults and sketches are served at 127.0.0.1
SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The first argument of run is the page; what is missing in an answer is what passed.
RUN = """async (tags) => {
  const wanted = {runOnly: {type: "tag", values: tags},
    rules: {"css-orientation-lock": {enabled: true}}, resultTypes: ["violations", "incomplete"]};
  const found = await axe.run(document, wanted);
  const told = (list) => list.map((rule) => ({id: rule.id, help: rule.help, nodes: rule.nodes.map((node) => ({
    target: node.target.flat().join(" "), html: node.html.slice(0, 160),
    within: (() => {
      const seen = [];
      let up = document.querySelector(node.target.flat()[0]);
      for (; up; up = up.parentElement) seen.push(...up.classList);
      return seen;
    })(),
    message: node.any.concat(node.all, node.none).map((check) => check.message).join("; ").slice(0, 240)}))}));
  return {violations: told(found.violations), incomplete: told(found.incomplete)};
}"""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A doubt of axe that a person has settled: the rule, the class of the part, and why it is right."""

    rule: str
    inside: str
    because: str


REVIEWED = (
    Reviewed(
        "color-contrast", "map", "numbers stand on a disc of paper: 16.0 light, 17.0 dark (look, 'Files and proof')"
    ),
    Reviewed("color-contrast", "ground", "numbers of pins stand on a disc of paper, as those of districts do"),
    Reviewed("color-contrast", "map-row", "axe takes the clipped edge of a drawn map for a cover; nothing lies there"),
    Reviewed(
        "color-contrast", "cells", "a part's name is ink on paper, and shown for the part that has the focus only"
    ),
    Reviewed(
        "color-contrast", "tw", "table text outside the visible part of a scrolling region has the page's colours"
    ),
)


def check_axe(page: Page, *, reviewed: tuple[Reviewed, ...] = REVIEWED) -> None:
    """Fail on every violation, on every incomplete result that is not reviewed, and on what our own rules find.

    Our own rules read the page as it stands now, whatever was done on it; how it was sent is audited at the server.
    """
    wrong, doubtful = judged(page, reviewed=reviewed)
    lines = [*wrong, *(f"not decided: {line}" for line in doubtful)]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)
    if urlsplit(page.url).hostname == PORTAL:
        audited.audited["state"] += 1
        cookies = " ".join(str(cookie.get("name")) for cookie in page.context.cookies())
        audited.check(page.url, page.content(), status=200, cookies=cookies, rules=audited.AFTERWARDS)


def judged(page: Page, *, reviewed: tuple[Reviewed, ...] = REVIEWED) -> tuple[list[str], list[str]]:
    """Run axe, and give what is wrong and what is in doubt that nobody has looked at."""
    results = run(page)
    return list(_lines(results["violations"], ())), list(_lines(results["incomplete"], reviewed))


def run(page: Page) -> dict[str, Any]:
    """Run axe in the page. The script goes in once, from outside, so the page's own policy stays in force."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_script())
    results: dict[str, Any] = page.evaluate(RUN, list(TAGS))
    return results


@lru_cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8") + "\n;undefined"


def _lines(rules: list[dict[str, Any]], reviewed: tuple[Reviewed, ...]) -> Iterator[str]:
    for rule in rules:
        for node in rule["nodes"]:
            if not any(rule["id"] == each.rule and each.inside in node["within"] for each in reviewed):
                yield f"{rule['id']}: {rule['help']} [{node['target']}] {node['message']}"
