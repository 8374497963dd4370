"""A subject's key comes out of its wrapping for that subject only, and follows the epochs."""

import secrets
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.vault.epochs import epoch_on, first_day, next_epoch
from privacy.vault.wrapping import KEK_BYTES, InvalidWrap, epoch_of, new_dek, unwrap, wrap

KEK, OTHER_KEK = secrets.token_bytes(KEK_BYTES), secrets.token_bytes(KEK_BYTES)
ANA, BEN = UUID(int=1), UUID(int=2)


def test_a_wrapped_key_comes_out_again() -> None:
    dek = new_dek()
    wrapped = wrap(dek, kek=KEK, epoch=202648, subject=ANA)
    assert unwrap(wrapped, kek=KEK, subject=ANA) == dek
    assert epoch_of(wrapped) == 202648
    assert dek not in wrapped


def test_it_comes_out_for_nobody_else() -> None:
    wrapped = wrap(new_dek(), kek=KEK, epoch=202648, subject=ANA)
    for kek, subject, version in ((OTHER_KEK, ANA, 1), (KEK, BEN, 1), (KEK, ANA, 2)):
        with pytest.raises(InvalidWrap):
            unwrap(wrapped, kek=kek, subject=subject, dek_version=version)


def test_every_flipped_bit_behind_the_header_is_noticed() -> None:
    wrapped = wrap(new_dek(), kek=KEK, epoch=202648, subject=ANA)
    for at in range(5 * 8, len(wrapped) * 8):
        altered = bytearray(wrapped)
        altered[at // 8] ^= 1 << at % 8
        with pytest.raises(InvalidWrap):
            unwrap(bytes(altered), kek=KEK, subject=ANA)


def test_moving_to_the_next_epoch_keeps_the_key() -> None:
    dek = new_dek()
    old = wrap(dek, kek=KEK, epoch=202648, subject=ANA)
    moved = wrap(unwrap(old, kek=KEK, subject=ANA), kek=OTHER_KEK, epoch=202649, subject=ANA)
    assert epoch_of(moved) == 202649
    assert unwrap(moved, kek=OTHER_KEK, subject=ANA) == dek
    with pytest.raises(InvalidWrap):
        unwrap(moved, kek=KEK, subject=ANA)


@given(st.binary(max_size=60))
def test_bytes_that_were_never_wrapped_are_refused(noise: bytes) -> None:
    with pytest.raises(InvalidWrap):
        unwrap(noise, kek=KEK, subject=ANA)


@given(st.dates(min_value=first_day(200001), max_value=first_day(209901)))
def test_epochs_are_weeks_without_gaps(day: date) -> None:
    epoch = epoch_on(day)
    assert first_day(epoch) <= day < first_day(epoch) + timedelta(days=7)
    assert epoch_on(first_day(epoch) + timedelta(days=7)) == next_epoch(epoch)
    assert next_epoch(epoch) > epoch
