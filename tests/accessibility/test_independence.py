"""The library stands alone, and a running portal does without the audit's parsers."""

from pathlib import Path

import pytest

from tests.interpreter import loaded_after

ROOT = Path(__file__).parents[2]
FORBIDDEN = ("fastapi", "starlette", "sqlalchemy", "sqlmodel", "jinja2", "httpx", "portal", "privacy", "i18n", "babel")
PARSERS = ("html5lib", "lxml", "tinycss2")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "accessibility").rglob("*.py")
    if path.name != "__init__.py"
)


def test_importing_everything_brings_in_no_stranger_and_no_parser() -> None:
    loaded = loaded_after("import " + ", ".join(MODULES))
    assert not loaded & set(FORBIDDEN)
    assert not loaded & set(PARSERS)


@pytest.mark.parametrize(
    ("use", "parser"),
    [
        ("from accessibility.audit.document import parse; parse('<p>')", "html5lib"),
        ("from accessibility.audit.stylesheet import check_sheet; check_sheet('p{}')", "tinycss2"),
    ],
)
def test_a_parser_comes_in_when_it_is_used(use: str, parser: str) -> None:
    """The control: without it the test above would pass for a check that sees nothing."""
    assert parser in loaded_after(use)
