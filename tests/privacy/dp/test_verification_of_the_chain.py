"""Tampering, splicing, gaps and restores: what was once published cannot be taken back unnoticed."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.chain import Head, head_of
from privacy.dp.ledger import Opening, Release, Row
from privacy.dp.verification import verify
from tests.privacy.dp.year import (
    BUDGET,
    EFFORT,
    FIRST,
    NEEDS,
    SECOND,
    bought,
    found,
    honest_events,
    honest_ledger,
    linked,
    released,
    reserved,
)

HONEST = honest_ledger().rows()


@given(st.integers(min_value=0, max_value=len(HONEST) - 1), st.sampled_from(["hash", "previous", "event", "seq"]))
def test_a_tampered_row_is_found_at_the_row(position, part):
    row = HONEST[position]
    forged = {
        "hash": "f" * 64,
        "previous": "f" * 64,
        "seq": row.seq + 1,
        "event": HONEST[position - 1].event,
    }[part]
    rows = [*HONEST[:position], dataclasses.replace(row, **{part: forged}), *HONEST[position + 1 :]]

    verdict = verify(rows)

    assert not verdict.holds
    assert verdict.seq in (row.seq, row.seq + 1)


def test_a_tampered_number_is_found_whether_or_not_the_chain_is_linked_anew():
    events = honest_events()
    release = events[3]
    assert isinstance(release, Release)
    events[3] = dataclasses.replace(release, numbers=(5, *release.numbers[1:]))

    in_place = [Row(row.seq, row.previous, event, row.hash) for row, event in zip(HONEST, events, strict=True)]
    assert verify(in_place).seq == 4
    found(events, at=4, says="do not match their hash")


def test_rows_spliced_from_another_chain_are_found_where_they_begin():
    """Each row is sound by itself, and the events could follow: only the link is missing."""
    other = linked([Opening(BUDGET), bought(NEEDS), reserved(NEEDS, SECOND), *honest_events()[2:4]])
    spliced = [*HONEST[:2], linked([Opening(BUDGET), bought(EFFORT), reserved(NEEDS, FIRST)])[2]]

    assert verify(other).holds
    verdict = verify(spliced)
    assert (verdict.seq, verdict.says) == (3, "row 3: does not follow from the row before it")


def test_a_missing_row_is_found_as_a_gap():
    verdict = verify([*HONEST[:4], *HONEST[5:]])

    assert (verdict.seq, verdict.says) == (6, "row 6: follows row 4: a gap")


def test_a_refund_after_a_restore_is_found_by_the_published_head():
    """The database comes back from an old backup and spends again: only a witness outside it can tell."""
    restored = HONEST[:4]
    published = [head_of(HONEST[8])]

    assert verify(restored).holds
    cut = verify(restored, heads=published)
    assert (cut.seq, cut.says) == (9, "row 9: published once, and no longer there")

    spent_again = [row.event for row in restored] + [reserved(NEEDS, SECOND), released(NEEDS, SECOND, (9, 9, 9, 9))]
    longer = [*spent_again, *(reserved(NEEDS, period) for period in NEEDS.periods[2:6])]
    assert verify(linked(longer)).holds
    found(longer, at=9, says="not the row that was published", heads=published)


def test_rows_read_back_from_the_public_file_make_the_restore_whole():
    assert verify(HONEST[:4] + HONEST[4:], heads=[Head(10, HONEST[-1].hash)]).holds


def test_a_number_shown_without_a_release_on_record_is_found():
    invented = released(NEEDS, FIRST, (100, 100, 100, 100))
    waiting = released(NEEDS, NEEDS.periods[2])

    for stray in (invented, waiting):
        verdict = verify(HONEST, shown=[stray])
        assert (verdict.holds, verdict.seq) == (False, None)
        assert "not on record" in verdict.says
