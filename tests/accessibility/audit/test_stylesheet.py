"""Style sheets are read for what hurts; the portal's own have nothing of it."""

from pathlib import Path

import pytest

from accessibility.audit.stylesheet import check_sheet

SHEETS = sorted((Path(__file__).parents[3] / "portal" / "static" / "css").glob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_the_portals_own_sheet_has_no_finding(sheet: Path) -> None:
    assert [str(each) for each in check_sheet(sheet.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("css", "rule"),
    [
        ("p { margin-left: 1rem }", "H13.logical"),
        ("p { inset-inline: 0; left: 0 }", "H13.logical"),
        ("p { text-align: right }", "H13.logical"),
        ("p { padding: 0 1rem 0 2rem }", "H13.logical"),
        ("p { width: 10rem }", "H13.logical"),
        ("p { font-size: 14px }", "H13.px"),
        ("p { font: 700 14px/1.5 sans-serif }", "H13.px"),
        ("a:focus { outline: none }", "H13.outline"),
        ("a:focus { outline: 0 }", "H13.outline"),
        ("p { letter-spacing: 0 !important }", "H22.spacing"),
        ("p { transition: color 1s }", "H13.motion"),
        ("@media (min-width: 60em) { p { animation: fade 2s } }", "H13.motion"),
        ("p:hover span { display: block }", "H13.hover"),
        ("p { order: 2 }", "H13.order"),
        ("p { flex-direction: row-reverse }", "H13.order"),
        ("p { text-transform: uppercase }", "H13.type"),
        (".bar { position: sticky }", "H13.sticky"),
        ("@import url(other.css);", "H23.sheet"),
        ("@font-face { font-family: X }", "H23.sheet"),
        ("p { background: url(https://tiles.example/1.png) }", "H23.sheet"),
        ("p { color red }", "H13.css"),
    ],
)
def test_what_hurts_is_found(css: str, rule: str) -> None:
    assert rule in {each.rule for each in check_sheet(css)}


@pytest.mark.parametrize(
    "css",
    [
        "p { margin-inline-start: 1rem; padding: 0 1rem; inset-block-start: 0; inline-size: 10rem }",
        "main:focus { outline-color: transparent }",
        "p { padding: 0 calc(1rem + 2px) 0 calc(1rem + 2px) }",
        "@media (prefers-reduced-motion: no-preference) { p { transition: color .1s } }",
        "p { transition: none; letter-spacing: .1em; font-size: 1.125rem; border: 1px solid }",
        "@media (min-width: 60em) and (min-height: 40em) { .bar { position: sticky } }",
        "a:hover { text-decoration-thickness: .2em }",
        "p { background: url(/static/dots.svg) }",
        "@media print { body { font-size: 11pt } }",
    ],
)
def test_what_helps_is_left_alone(css: str) -> None:
    assert [str(each) for each in check_sheet(css)] == []


def test_a_finding_names_the_rule_and_its_place() -> None:
    (finding,) = check_sheet("@media (min-width: 60em) { .beside { float: left } }")
    assert finding.where == "@media (min-width: 60em) .beside { float: left }"
