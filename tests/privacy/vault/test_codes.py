"""Codes are long enough, read as people type them, and stored only in a form that opens nothing."""

import secrets
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.vault import codes
from privacy.vault.sealing import InvalidSeal, Place, seal, unseal

KEY, OTHER_KEY = bytes(32), bytes(range(32))
CODE = st.text(codes.CROCKFORD, min_size=24, max_size=24)


def test_a_tracking_code_is_six_groups_of_four() -> None:
    code = codes.new_tracking_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 6
    assert set("".join(groups)) <= set(codes.CROCKFORD)
    assert len(codes.CROCKFORD) ** 24 == 2**120
    assert codes.read_tracking_code(code) == code.replace("-", "")


@given(CODE, st.data())
def test_a_tracking_code_is_read_as_people_type_it(code: str, data: st.DataObject) -> None:
    misread = {"0": "0Oo", "1": "1IiLl"}
    letters = [data.draw(st.sampled_from(misread.get(letter, letter + letter.lower()))) for letter in code]
    gaps = [data.draw(st.sampled_from(["", "", " ", "-", "–", "\u00a0", ".", "\n", "\u200f"])) for _ in code]
    typed = "".join(gap + letter for gap, letter in zip(gaps, letters, strict=True))
    assert codes.read_tracking_code(typed) == code


@pytest.mark.parametrize("typed", ["", "A" * 23, "A" * 25, "U" * 24, "é" * 24, "٠" * 24, "A" * 100_000, "not a code"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(codes.NotACode):
        codes.read_tracking_code(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_is_refused(typed: str) -> None:
    try:
        read = codes.read_tracking_code(typed)
    except codes.NotACode:
        return
    assert codes.read_tracking_code(codes.written_in_groups(read)) == read


def test_a_reference_is_short_and_has_no_lookalikes() -> None:
    reference = codes.new_reference("VEU")
    prefix, *parts = reference.split(" ")
    assert prefix == "VEU"
    assert [len(part) for part in parts] == [3, 3]
    assert set("".join(parts)) <= set(codes.REFERENCE_LETTERS)
    assert not set(codes.REFERENCE_LETTERS) & set("01OILUAE")


@pytest.mark.parametrize("typed", ["VEU 7K3 9QF", "veu7k39qf", "7K3-9QF", " 7k39qf ", "VEU·7K3·9QF"])
def test_a_reference_is_read_with_or_without_its_prefix(typed: str) -> None:
    assert codes.read_reference(typed, prefix="VEU") == "VEU 7K3 9QF"


@pytest.mark.parametrize("typed", ["", "VEU", "VEU 7K3", "VEU 7K3 9QF 2", "BCN 7K3 9QF", "VEU 7K3 9Q0"])
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(codes.NotACode):
        codes.read_reference(typed, prefix="VEU")


def test_nothing_is_drawn_twice() -> None:
    draft = partial(codes.new_draft_token, key=KEY)
    makers = (codes.new_tracking_code, codes.new_session_id, codes.new_link_token, draft)
    for make in makers:
        assert len({make() for _ in range(1000)}) == 1000


def test_every_letter_of_a_code_is_drawn_evenly() -> None:
    """24,000 letters fall on 32 evenly: each within six standard deviations of 750 (false alarm 1e-7)."""
    drawn = "".join(codes.new_tracking_code().replace("-", "") for _ in range(1000))
    assert all(abs(drawn.count(letter) - 750) < 6 * (24_000 / 32 * 31 / 32) ** 0.5 for letter in codes.CROCKFORD)


def test_the_stored_form_needs_the_key() -> None:
    code = codes.read_tracking_code(codes.new_tracking_code())
    stored = codes.stored_form(code, key=KEY)
    assert len(stored) == 64
    assert stored == codes.stored_form(code, key=KEY) != codes.stored_form(code, key=OTHER_KEY)
    assert code not in stored


def test_a_draft_opens_with_its_address_and_the_citys_key_together() -> None:
    token, place = codes.new_draft_token(key=KEY), Place("listen_draft", "sealed", UUID(int=1), UUID(int=1))
    sealed = seal(b"a lamp", key=codes.draft_key(token, key=KEY), place=place)
    assert unseal(sealed, key=codes.draft_key(token, key=KEY), place=place) == b"a lamp"
    with pytest.raises(InvalidSeal):
        unseal(sealed, key=codes.draft_key(codes.new_draft_token(key=KEY), key=KEY), place=place)
    with pytest.raises(codes.NotACode):
        codes.draft_key(token, key=OTHER_KEY)


INVENTED = ("A" * 22, "A" * 32, "A" * 30 + "==")


@pytest.mark.parametrize("token", ["", "a", "../../etc/passwd", "é" * 32, "A" * 31, "A" * 33, "A" * 1000, *INVENTED])
def test_what_is_no_draft_address_is_refused(token: str) -> None:
    with pytest.raises(codes.NotACode):
        codes.draft_key(token, key=KEY)


def test_secrets_are_compared_whole() -> None:
    secret = secrets.token_urlsafe(32)
    assert codes.equal(secret, secret)
    assert not codes.equal(secret, secret[:-1])
    assert not codes.equal("ñ", "n")
