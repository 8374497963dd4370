"""The finished pages of the look pass the audit, but for what is known and named here."""

from pathlib import Path

import pytest

from accessibility.audit.context import Context
from accessibility.audit.crawl import Page, compare
from accessibility.audit.page import audit

# Sketches send their forms by GET so that they can be clicked through as files; in the portal a step is a POST.
SKETCH = {"H18.session"}
# The title of these sketches is longer or shorter than their main heading; a title starts with it.
TITLED = {"ballot.html", "desk-decision.html", "figures.html", "figures.ar.html", "privacy.html"}


def facts(path: Path) -> Context:
    is_arabic = path.stem.endswith(".ar")
    return Context(
        url=f"/{path.name}",
        language="ar" if is_arabic else "en",
        direction="rtl" if is_arabic else "ltr",
        site="Veu",
        has_errors="error" in path.stem,
        has_session='name="csrf"' in path.read_text(encoding="utf-8"),
        is_step=path.stem.split(".")[0] in {"report-1", "report-1-error", "report-2", "report-3-check"},
    )


@pytest.fixture(scope="module")
def look_pages(look_folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(look_folder.glob("*.html")))


def test_the_looks_pages_pass_the_audit(look_pages: tuple[Path, ...]) -> None:
    unknown = [
        f"{path.name}: {finding}"
        for path in look_pages
        for finding in audit(path.read_text(encoding="utf-8"), context=facts(path))
        if finding.rule not in SKETCH and not (finding.rule == "H2.parts" and path.name in TITLED)
    ]
    assert not unknown, "\n".join(unknown)


def test_the_looks_pages_share_their_frame(look_pages: tuple[Path, ...]) -> None:
    public = tuple(
        Page(path.read_text(encoding="utf-8"), facts(path), "ar" if ".ar" in path.name else "en")
        for path in look_pages
        if not path.name.startswith("desk")
    )
    assert [str(each) for each in compare(public)] == []
