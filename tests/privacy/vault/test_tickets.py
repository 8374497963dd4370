"""A ticket opens one case for half an hour, and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.vault.tickets import InvalidTicket, TicketExpired, new_ticket, read_ticket

KEY = bytes(range(32))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CASE = UUID(int=7)
TICKET = new_ticket(CASE, purpose="track", key=KEY, now=NOON)


@given(st.uuids(), st.integers(0, 1799))
def test_a_ticket_is_good_for_half_an_hour(case: UUID, seconds: int) -> None:
    ticket = new_ticket(case, purpose="track", key=KEY, now=NOON)
    assert read_ticket(ticket, purpose="track", key=KEY, now=NOON + timedelta(seconds=seconds)) == case


@pytest.mark.parametrize("later", [timedelta(minutes=30), timedelta(minutes=31), timedelta(days=400)])
def test_then_it_is_over(later: timedelta) -> None:
    with pytest.raises(TicketExpired):
        read_ticket(TICKET, purpose="track", key=KEY, now=NOON + later)


def test_it_is_good_for_its_purpose_and_its_city_only() -> None:
    for purpose, key in (("export", KEY), ("track", bytes(32)), ("trac", KEY)):
        with pytest.raises(InvalidTicket):
            read_ticket(TICKET, purpose=purpose, key=key, now=NOON)


def test_every_altered_character_is_noticed() -> None:
    for at, letter in enumerate(TICKET):
        altered = TICKET[:at] + ("A" if letter != "A" else "B") + TICKET[at + 1 :]
        with pytest.raises(InvalidTicket):
            read_ticket(altered, purpose="track", key=KEY, now=NOON)


@given(st.text(max_size=90))
def test_any_other_text_is_refused(noise: str) -> None:
    for text in (noise, TICKET + noise[:4] if noise else "", noise[:3] + TICKET[len(noise[:3]) :] if noise else ""):
        if text != TICKET:
            with pytest.raises(InvalidTicket):
                read_ticket(text, purpose="track", key=KEY, now=NOON)
