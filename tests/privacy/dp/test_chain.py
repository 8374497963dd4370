"""A ledger row is one line of text that means the same to whoever recomputes its hash."""

import dataclasses
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.canonical import canonical
from privacy.dp.chain import EMPTY, Unreadable, body_of, event_of, line_of, row_of
from privacy.dp.ledger import Forfeit
from privacy.dp.noise import Mechanism
from privacy.dp.periods import Cadence
from privacy.dp.verification import verify
from tests.privacy.dp.year import NEEDS, honest_events, honest_ledger, linked

ROWS = linked([*honest_events(), Forfeit(NEEDS.id, NEEDS.periods[2].key)])
LINES = [line_of(row) for row in ROWS]


def test_every_kind_of_row_reads_back_as_itself():
    assert {row.event.kind for row in ROWS} == {"opening", "purchase", "reservation", "release", "forfeit"}
    read = tuple(row_of(f"{line}\n") for line in LINES)
    assert read == ROWS
    assert verify(read).holds


def test_an_event_reads_back_from_what_a_database_stores():
    assert all(event_of(json.loads(body_of(row.event))) == row.event for row in ROWS)


def test_the_hash_can_be_recomputed_with_nothing_but_json_and_sha256():
    previous = "0" * 64
    for line in LINES:
        facts = json.loads(line)
        claimed = facts.pop("hash")
        text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

        assert hashlib.sha256(text.encode()).hexdigest() == claimed
        assert facts["previous"] == previous
        previous = claimed
    assert EMPTY.hash == "0" * 64


def test_lines_hold_integers_and_strings_only():
    def leaves(value):
        if isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from leaves(each)
        else:
            yield value

    assert {type(leaf) for line in LINES for leaf in leaves(json.loads(line))} <= {int, str, bool, type(None)}


@given(st.integers(min_value=0, max_value=len(LINES) - 1), st.data())
def test_any_changed_character_is_found(position, data):
    line = LINES[position]
    place = data.draw(st.integers(min_value=0, max_value=len(line) - 1))
    letter = data.draw(st.characters(codec="ascii").filter(lambda each: each != line[place]))
    lines = [*LINES[:position], line[:place] + letter + line[place + 1 :], *LINES[position + 1 :]]
    try:
        rows = tuple(map(row_of, lines))
    except Unreadable:
        return

    assert not verify(rows).holds


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "{}",
        "not json",
        " " + LINES[0],
        LINES[2].replace('"seq":3', '"seq":3.0'),
        LINES[2].replace('"seq":3', '"seq":true'),
        LINES[2].replace('"kind":"reservation"', '"kind":"refund"'),
        LINES[2].replace('"more_keys":[]', '"more_keys":[],"note":"x"'),
        LINES[3].replace('"numbers":[4', '"numbers":["4"'),
    ],
)
def test_what_is_not_exactly_a_row_is_unreadable(line):
    with pytest.raises(Unreadable):
        row_of(line)


@pytest.mark.parametrize(
    "change",
    [
        {"statistic": "other"},
        {"family": "effort"},
        {"paid_from": "reserve"},
        {"year": 2027},
        {"cadence": Cadence.QUARTER},
        {"l1": 4},
        {"l2_squared": 24},
        {"mechanism": Mechanism.GAUSSIAN},
        {"scale_milli": 5_125},
        {"keys": NEEDS.keys[:3]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_plan_is_named_by_everything_in_it(change):
    assert dataclasses.replace(NEEDS, **change).id != NEEDS.id


def test_letters_of_any_script_are_written_as_themselves():
    assert canonical({"b": 1, "a": "água · مياه"}) == '{"a":"água · مياه","b":1}'


def test_a_ledger_goes_on_from_its_own_file():
    assert honest_ledger().rows() == tuple(row_of(line_of(row)) for row in honest_ledger().rows())
