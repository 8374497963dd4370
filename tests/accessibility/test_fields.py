"""A field knows its ids, what describes it, and where an error link leads."""

import pytest

from accessibility.fields import Choice, Field, Kind

LAMP, STEP = Choice(value="light", label="Street light"), Choice(value="step", label="Step or barrier")


def field(**facts: object) -> Field:
    return Field(**{"id": "words", "name": "words", "label": "Describe it", **facts})  # type: ignore[arg-type]


def test_a_bare_field_is_described_by_nothing() -> None:
    bare = field()
    assert (bare.described_by, bare.is_invalid, bare.value, bare.is_filled) == (None, False, "", False)


def test_hint_count_and_error_are_heard_in_this_order() -> None:
    full = field(hint="No names", error="Too long", count_to=500)
    assert full.described_by == "words-hint words-count words-error"
    assert full.is_invalid


def test_a_group_leads_to_its_first_radio_and_is_never_invalid_itself() -> None:
    group = field(id="type", kind=Kind.RADIOS, choices=(LAMP, STEP), error="Choose one", values=("step",))
    assert group.target_id == "type-light"
    assert (group.is_group, group.is_invalid, group.error_id) == (True, False, "type-error")
    assert [group.is_chosen(each) for each in group.choices] == [False, True]


def test_a_select_leads_to_itself() -> None:
    assert field(kind=Kind.SELECT, choices=(Choice(value="", label="All"), LAMP)).target_id == "words"


@pytest.mark.parametrize(
    "facts",
    [
        {"id": ""},
        {"id": "two words"},
        {"kind": Kind.RADIOS},
        {"kind": Kind.SELECT},
        {"choices": (LAMP,)},
        {"kind": Kind.RADIOS, "choices": (Choice(value="", label="None"),)},
        {"kind": Kind.CHECKBOXES, "choices": (Choice(value="a b", label="Both"),)},
    ],
)
def test_a_field_that_no_page_can_draw_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"id|choice"):
        field(**facts)
