"""The stylesheets reach the reader whole, small, and with every colour in one place."""

import base64
import gzip
import hashlib
import re
from itertools import chain
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from tinycss2.ast import AtRule, Declaration, HashToken, Node, QualifiedRule

from portal.web.stylesheets import CASCADE, FOLDER, FULL, MAP, NOT_IN_A_REPORT, REPORT, Bundle, compact, map_bundle

FILES = tuple(FOLDER / f"{name}.css" for name in CASCADE)
OURS = (*FILES, FOLDER / MAP)

PHYSICAL = re.compile(r"(margin|padding|border)-(left|right|top|bottom)|^(left|right|top|bottom|width|height|float)$")
SIDED = {"margin", "padding", "inset", "border-width", "border-style", "border-radius"}
COLOUR_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"}
COLOUR_WORDS = {"black", "white", "red", "green", "blue", "grey", "gray", "yellow", "orange", "navy", "teal", "silver"}


def rules(css: str) -> list[Node]:
    return tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)


def told(css: str) -> list[tuple[str, ...]]:
    """All that a stylesheet says, in its order: (where, selector, property, value), white space apart."""
    return [fact for rule in rules(css) for fact in _told(rule, "")]


def _told(rule: Node, where: str) -> list[tuple[str, ...]]:
    assert rule.type != "error", rule
    if isinstance(rule, AtRule):
        within = f"{where}@{rule.at_keyword}{_flat(rule.prelude)}"
        if rule.at_keyword == "page":
            return [(within, "", found.name, _flat(found.value)) for found in declarations(rule)]
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        return [fact for each in inner for fact in _told(each, within)]
    assert isinstance(rule, QualifiedRule)
    return [(where, _flat(rule.prelude), found.name, _flat(found.value)) for found in declarations(rule)]


def declarations(rule: QualifiedRule | AtRule) -> list[Declaration]:
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    assert all(isinstance(each, Declaration) for each in found), found
    return found


def _flat(tokens: list[Node]) -> str:
    """The tokens as text; spaces only where the syntax could not do without them."""
    text = re.sub(r"/\*.*?\*/", "", tinycss2.serialize(tokens))
    return re.sub(r"\s*([,>])\s*", r"\1", re.sub(r"\s+", " ", text)).replace(": ", ":").replace("( ", "(").strip()


def every_token(nodes: list[Node]) -> list[Node]:
    inner = (getattr(node, "content", None) or getattr(node, "arguments", None) or [] for node in nodes)
    return [*nodes, *chain.from_iterable(every_token(list(each)) for each in inner)]


def test_no_rule_is_lost_on_the_way_to_the_reader() -> None:
    sources = "\n".join(path.read_text() for path in FILES)
    assert told(FULL.text) == told(sources)
    assert len(told(sources)) > 800


def test_a_lost_rule_would_be_noticed() -> None:
    assert told(FULL.text.replace("min-block-size:3rem", "", 1)) != told(FULL.text)


def test_every_stylesheet_is_in_the_cascade_or_on_pages_with_a_map() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.css")) == sorted(path.name for path in OURS)


def test_pages_with_a_map_have_leaflets_style_and_ours_after_it() -> None:
    assert told(map_bundle().text)[-len(told((FOLDER / MAP).read_text())) :] == told((FOLDER / MAP).read_text())
    assert ".leaflet-pane" in map_bundle().text


def test_the_report_bundle_is_the_full_one_without_what_reports_never_show() -> None:
    kept = [path.read_text() for path in FILES if path.stem not in NOT_IN_A_REPORT]
    assert told(REPORT.text) == told("\n".join(kept))
    assert set(NOT_IN_A_REPORT) < set(CASCADE)


@pytest.mark.parametrize(("bundle", "most_bytes"), [(FULL, 9 * 1024), (REPORT, 7.5 * 1024), (map_bundle(), 5 * 1024)])
def test_a_bundle_stays_small(bundle: Bundle, most_bytes: float) -> None:
    assert len(gzip.compress(bundle.text.encode(), 9)) <= most_bytes


@pytest.mark.parametrize("bundle", [FULL, REPORT])
def test_the_hash_lets_exactly_this_text_into_a_page(bundle: Bundle) -> None:
    digest = base64.b64encode(hashlib.sha256(bundle.text.encode()).digest()).decode()
    assert bundle.csp_source == f"'sha256-{digest}'"
    assert re.fullmatch(r"portal\.[0-9a-f]{12}\.css", bundle.file_name)
    assert "<" not in bundle.text


def test_each_text_has_a_name_of_its_own() -> None:
    assert FULL.file_name != REPORT.file_name


def colours(path: Path) -> list[str]:
    found = []
    for token in every_token(rules(path.read_text())):
        prelude = every_token(list(getattr(token, "prelude", None) or []))
        assert not [each for each in prelude if isinstance(each, HashToken) and not each.is_identifier]
        if isinstance(token, HashToken):
            found.append(f"#{token.value}")
        if getattr(token, "lower_name", "") in COLOUR_FUNCTIONS or getattr(token, "lower_value", "") in COLOUR_WORDS:
            found.append(token.serialize())
    return found


def test_paper_is_black_on_white_whatever_the_screen_shows() -> None:
    paper = {name: value for where, on, name, value in told(FULL.text) if (where, on) == ("@mediaprint", ":root")}
    assert {paper[f"--{each}"] for each in ("paper", "ground", "field", "voice-tint")} == {"#fff"}
    assert {paper[f"--{each}"] for each in ("ink", "soft", "fact", "voice", "voice-dot", "error")} == {"#000"}


@pytest.mark.parametrize("path", [path for path in OURS if path.stem != "tokens"], ids=lambda path: path.stem)
def test_colours_are_named_in_the_tokens_alone(path: Path) -> None:
    assert colours(path) == []


def test_a_colour_elsewhere_would_be_noticed(tmp_path: Path) -> None:
    stray = tmp_path / "stray.css"
    stray.write_text("@media print { a { color: #0a0a0a; background: rgb(0 0 0); border-color: black } }")
    assert colours(stray) == ["#0a0a0a", "rgb(0 0 0)", "black"]
    assert len(colours(FOLDER / "tokens.css")) > 60


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_nothing_is_said_of_left_and_right_nor_forced_nor_moved(path: Path) -> None:
    for _, selector, name, value in told(path.read_text()):
        assert not PHYSICAL.search(name), (selector, name)
        assert not re.search(r"\b(left|right)\b", value), (selector, value)
        assert not (name in SIDED and len(value.split()) == 4), (selector, name, value)
        assert not name.startswith(("transition", "animation")), (selector, name)
        assert not (name in {"font-size", "font"} and re.search(r"\dpx", value)), (selector, value)
    assert "!important" not in path.read_text()


def test_every_value_by_name_is_a_token_or_a_local_one() -> None:
    named = set(re.findall(r"(--[\w-]+)\s*:", FULL.text))
    assert set(re.findall(r"var\((--[\w-]+)", FULL.text)) <= named


def test_white_space_that_means_something_stays() -> None:
    assert compact("a  :hover > b + c { inset: calc( 1px + 2px ) ; }") == "a :hover>b + c{inset:calc(1px + 2px )}"
    assert compact('/* the city\'s */ q::after { content: " ;  /* kept */ " }') == 'q::after{content:" ;  /* kept */ "}'
    assert compact("@media (min-width: 1em) and (x) {\n a { b: c; }\n}") == "@media (min-width:1em) and (x){a{b:c}}"


@given(st.lists(st.sampled_from([*FULL.text[:4000].split("}"), " ", "\n", "/* x */", '"a  b"']), max_size=8))
def test_making_small_twice_changes_nothing(parts: list[str]) -> None:
    once = compact("}".join(parts))
    assert compact(once) == once
