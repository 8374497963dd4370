"""The colours of the look meet its goals in every scheme, and one colour too pale is noticed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.contrast import PAIRS, Scheme, contrast, luminance, measure, parse_tokens

ROOT = Path(__file__).parents[2]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture(scope="module")
def tokens_css(request: pytest.FixtureRequest) -> str:
    own = ROOT / "portal" / "static" / "css" / "tokens.css"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    look: Path = request.getfixturevalue("look_folder")
    return (look / "tokens.css").read_text(encoding="utf-8")


def test_every_pair_meets_its_goal_in_every_scheme(tokens_css: str) -> None:
    """AC-CON-1: text, counters, tags, edges and dots of votes, in light, dark and more contrast; axe measures pages."""
    measured = measure(parse_tokens(tokens_css))
    assert len(measured) == len(PAIRS) * len(Scheme)
    short = [f"{each.pair.name}, {each.scheme}: {each.ratio:.2f} < {each.pair.goal}" for each in measured]
    assert not [line for line, each in zip(short, measured, strict=True) if not each.is_enough]


def test_a_colour_too_pale_is_noticed(tokens_css: str) -> None:
    pale = tokens_css.replace("--soft: #38524e", "--soft: #7d8f8c")
    assert pale != tokens_css
    short = {(each.pair.name, each.scheme) for each in measure(parse_tokens(pale)) if not each.is_enough}
    assert ("soft on paper", Scheme.LIGHT) in short
    assert all(scheme is Scheme.LIGHT for _, scheme in short)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777777", "#fff", 4.478), ("#767676", "#ffffff", 4.542), ("#0a2623", "#fff", 15.97)],
)
def test_contrast_is_the_w3cs(one: str, other: str, ratio: float) -> None:
    """The first three values are those that contrast checkers all give; the last is in the look's table."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_between_1_and_21_and_has_no_order(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_a_short_colour_is_its_long_form(colour: str) -> None:
    short = "#" + colour[1] + colour[3] + colour[5]
    long = "#" + colour[1] * 2 + colour[3] * 2 + colour[5] * 2
    assert luminance(short) == luminance(long)


def test_later_schemes_override_earlier_ones_only_where_they_speak() -> None:
    css = """
    /* --paper: #123456; */
    :root { --paper: #fff; --ink: #000; --r: .5rem; --same: var(--ink) }
    .desk { --paper: #f00 }
    @media (prefers-color-scheme: dark) { :root { --paper: #111 } }
    @media (prefers-contrast: more) { :root { --ink: #010101 } }
    @media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { --ink: #fefefe } }
    @media print { :root { --paper: #eee } }
    """
    tokens = parse_tokens(css)
    assert tokens[Scheme.LIGHT] == {"paper": "#fff", "ink": "#000", "same": "#000"}
    assert tokens[Scheme.DARK] == {"paper": "#111", "ink": "#000", "same": "#000"}
    assert tokens[Scheme.LIGHT_MORE] == {"paper": "#fff", "ink": "#010101", "same": "#010101"}
    assert tokens[Scheme.DARK_MORE] == {"paper": "#111", "ink": "#fefefe", "same": "#fefefe"}


def test_a_missing_bracket_is_refused() -> None:
    with pytest.raises(ValueError, match="bracket"):
        parse_tokens(":root { --paper: #fff; ")


def test_a_missing_role_is_refused() -> None:
    with pytest.raises(KeyError, match="ink"):
        measure(parse_tokens(":root { --paper: #fff }"))
