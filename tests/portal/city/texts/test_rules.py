"""When a translation is out of date: whatever is written and reviewed, in whatever order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.texts.rules import Key, Kind, SourceMoved, SourceUnread, State, Unit, hash_of
from portal.ground.errors import Conflict

TODAY = date(2026, 11, 23)
WORDS = st.sampled_from(["a", "b", "c"])
ACTS = st.lists(
    st.tuples(st.sampled_from(["ca", "es", "fr"]), st.one_of(st.none(), WORDS)), max_size=14
)  # (language, new words; None: it is reviewed)


def empty(**files: dict[str, str]) -> Unit:
    return Unit(Key(Kind.PAGE, "p"), "ca", ("title",), {}, files)


def after(unit: Unit, locale: str, words: str | None) -> Unit:
    """What becomes of a unit when a clerk saves `words`, or reviews what is there."""
    if words is not None:
        row = unit.write(locale, {"title": words}, made_from=hash_of(unit.to_translate), on=TODAY)
    elif locale in unit.rows:
        row = unit.review(locale, on=TODAY)
    else:
        return unit
    return Unit(unit.key, unit.source, unit.needed, {**unit.rows, locale: row}, unit.files)


@given(ACTS)
def test_a_translation_is_reviewed_only_while_readers_of_the_source_read_what_it_was_made_from(
    acts: list[tuple[str, str | None]],
) -> None:
    """G19: a model beside it remembers from what each translation was made."""
    unit, made_from, shown_from = empty(), {}, {}
    for locale, words in acts:
        before = unit
        if words is not None:
            made_from[locale] = before.to_translate.get("title")
        try:
            unit = after(before, locale, words)
        except Conflict:
            assert words is None
            assert locale != "ca"
            assert not before.shown("ca") or made_from[locale] != before.shown("ca")["title"]
            continue
        if words is None and locale in made_from:
            shown_from[locale] = made_from[locale]
        for each in ("es", "fr"):
            if each in shown_from and unit.rows[each].is_reviewed:
                current = shown_from[each] == unit.shown("ca").get("title")
                assert unit.state(each) is (State.REVIEWED if current else State.STALE)
            assert unit.is_stale(each) == (bool(unit.shown(each)) and shown_from[each] != unit.shown("ca").get("title"))
        assert unit.state("ca") is not State.STALE


@given(ACTS)
def test_readers_see_only_what_was_reviewed(acts: list[tuple[str, str | None]]) -> None:
    unit, reviewed = empty(), {}
    for locale, words in acts:
        try:
            unit = after(unit, locale, words)
        except Conflict:
            continue
        if words is None and locale in unit.rows:
            reviewed[locale] = unit.rows[locale].texts
        assert all(unit.shown(each) == reviewed.get(each, {}) for each in ("ca", "es", "fr"))


def test_a_translation_waits_for_its_source() -> None:
    unit = after(after(empty(), "ca", "a"), "es", "x")
    with pytest.raises(SourceUnread):
        after(unit, "es", None)
    unit = after(after(unit, "ca", None), "es", None)
    assert unit.state("es") is State.REVIEWED
    unit = after(after(after(unit, "es", "y"), "ca", "b"), "ca", None)
    assert unit.is_stale("es"), "readers of the translation still read the older one"
    with pytest.raises(SourceMoved):
        after(unit, "es", None)


def test_what_a_file_brought_is_reviewed_until_its_source_is_written_anew() -> None:
    unit = empty(ca={"title": "Llum"}, es={"title": "Luz"})
    assert [unit.state(tag) for tag in ("ca", "es", "fr")] == [State.REVIEWED, State.REVIEWED, State.MISSING]
    unit = after(after(unit, "ca", "Fanal"), "ca", None)
    assert unit.state("es") is State.STALE
    assert unit.shown("es") == {"title": "Luz"}
    assert unit.lacking(("ca", "es")) == ("es",)


def test_a_file_that_says_something_new_is_noticed_and_does_not_win() -> None:
    unit = after(empty(ca={"title": "Llum"}), "ca", "Fanal")
    assert not unit.is_overruled("ca")
    later = Unit(unit.key, "ca", unit.needed, unit.rows, {"ca": {"title": "Enllumenat"}})
    assert later.is_overruled("ca")
    assert later.working("ca") == {"title": "Fanal"}


def test_a_text_without_one_of_its_parts_is_missing() -> None:
    unit = Unit(Key(Kind.SERVICE, "light"), "ca", ("name", "hint"), {}, {"fr": {"name": "Éclairage", "hint": " "}})
    assert unit.state("fr") is State.MISSING
