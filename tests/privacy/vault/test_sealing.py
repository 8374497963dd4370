"""What is sealed opens in its own place, unchanged, and nowhere else."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.vault.sealing import BLOCK_BYTES, InvalidSeal, Place, dek_version_of, pad, seal, unpad, unseal

KEY = bytes(range(32))
PLACE = Place(table="ground_vault_field", column="sealed", row=UUID(int=1), subject=UUID(int=2))
ELSEWHERE = (
    replace(PLACE, table="listen_draft"),
    replace(PLACE, column="name"),
    replace(PLACE, row=UUID(int=3)),
    replace(PLACE, subject=UUID(int=3)),
    replace(PLACE, row=PLACE.subject, subject=PLACE.row),
    replace(PLACE, schema_version=2),
    replace(PLACE, table="ground_vault_fiel", column="dsealed"),
)


@given(st.binary(max_size=300), st.integers(0, 65535))
def test_a_sealed_value_opens_in_its_place(plaintext: bytes, dek_version: int) -> None:
    sealed = seal(plaintext, key=KEY, place=PLACE, dek_version=dek_version)
    assert unseal(sealed, key=KEY, place=PLACE) == plaintext
    assert dek_version_of(sealed) == dek_version


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_moved_value_stays_closed(elsewhere: Place) -> None:
    sealed = seal(b"ana@example.org", key=KEY, place=PLACE)
    with pytest.raises(InvalidSeal):
        unseal(sealed, key=KEY, place=elsewhere)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(InvalidSeal):
        unseal(seal(b"x", key=KEY, place=PLACE), key=bytes(32), place=PLACE)


def test_every_flipped_bit_is_noticed() -> None:
    sealed = seal(b"+34 600 000 000", key=KEY, place=PLACE)
    for at in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[at // 8] ^= 1 << at % 8
        with pytest.raises(InvalidSeal):
            unseal(bytes(altered), key=KEY, place=PLACE)


@given(st.binary(max_size=200))
def test_bytes_that_were_never_sealed_are_refused(noise: bytes) -> None:
    with pytest.raises(InvalidSeal):
        unseal(noise, key=KEY, place=PLACE)


@given(st.integers(0, 300))
def test_a_length_is_known_only_to_the_block(length: int) -> None:
    sealed = seal(bytes(length), key=KEY, place=PLACE)
    assert len(sealed) == 16 + 16 + (length // BLOCK_BYTES + 1) * BLOCK_BYTES


def test_the_same_value_never_looks_the_same_twice() -> None:
    assert len({seal(b"x", key=KEY, place=PLACE) for _ in range(100)}) == 100


@given(st.binary(max_size=200))
def test_filling_is_taken_off_exactly(plaintext: bytes) -> None:
    assert unpad(pad(plaintext)) == plaintext


@pytest.mark.parametrize("unfilled", [b"", bytes(64), b"x" * 64, b"\x80"])
def test_what_was_never_filled_is_refused(unfilled: bytes) -> None:
    with pytest.raises(InvalidSeal):
        unpad(unfilled)


def test_a_name_that_blurs_two_places_is_refused() -> None:
    with pytest.raises(ValueError, match="zero byte"):
        seal(b"x", key=KEY, place=replace(PLACE, table="a\0b"))
