"""Choices about the page survive storing, and nonsense follows the device."""

from hypothesis import given
from hypothesis import strategies as st

from accessibility.preferences import ColourScheme, Contrast, Motion, Preferences, TextSize

SOME = st.builds(
    Preferences,
    scheme=st.sampled_from(ColourScheme),
    contrast=st.sampled_from(Contrast),
    motion=st.sampled_from(Motion),
    text=st.sampled_from(TextSize),
)


@given(SOME)
def test_what_is_stored_is_read_back(chosen: Preferences) -> None:
    assert Preferences.parse(chosen.stored) == chosen


@given(st.text())
def test_any_text_at_all_gives_preferences(stored: str) -> None:
    assert isinstance(Preferences.parse(stored), Preferences)


def test_somebody_who_chose_nothing_stores_nothing() -> None:
    assert Preferences().stored == ""
    assert Preferences().chosen == ()


def test_one_unknown_choice_does_not_spoil_the_others() -> None:
    assert Preferences.parse("scheme=dark&contrast=purple") == Preferences(scheme=ColourScheme.DARK)
