"""References: nobody can guess the next one, and one that is taken is drawn again."""

from itertools import pairwise

import pytest
from sqlmodel import Session

from portal.city.issues import service
from portal.city.issues.service import publish_many
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.vault.codes import REFERENCE_LETTERS
from tests.portal.city.issues.invented import new_issue, published


def tells_nothing(references: tuple[str, ...]) -> bool:
    """Whether neighbours share no more letters than strangers do: at most 4 of 6, and every place uses many letters.

    Of 200 random neighbours two share 5 places or more with a chance below 1e-4.
    """
    letters = [reference.replace(" ", "")[3:] for reference in references]
    alike = sum(sum(a == b for a, b in zip(one, other, strict=True)) >= 5 for one, other in pairwise(letters))
    return alike < 2 and all(len({each[place] for each in letters}) > 12 for place in range(6))


def counted(start: int, count: int) -> tuple[str, ...]:
    """References as a counter would give them."""

    def letter(number: int, place: int) -> str:
        return REFERENCE_LETTERS[number // len(REFERENCE_LETTERS) ** place % len(REFERENCE_LETTERS)]

    return tuple(
        "VIL " + "".join(letter(number, place) for place in range(6)) for number in range(start, start + count)
    )


def test_references_follow_the_form_and_tell_nothing(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        references = publish_many(session, (new_issue() for _ in range(200)), prefix="VIL")
    assert all(len(each) == 11 and each.startswith("VIL ") and each[7] == " " for each in references)
    assert all(set(each[4:].replace(" ", "")) <= set(REFERENCE_LETTERS) for each in references)
    assert tells_nothing(references)


def test_control_references_from_a_counter_tell_something() -> None:
    assert not tells_nothing(counted(5_000_000, 200))


@pytest.mark.parametrize("many", [True, False])
def test_a_reference_that_is_taken_is_drawn_again(
    database: Database, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    draws = iter(["VIL 777 777", "VIL 777 777", "VIL 888 888", "VIL 777 777", "VIL 999 999"])
    monkeypatch.setattr(service, "new_reference", lambda _prefix: next(draws))

    def both(session: Session) -> tuple[str, ...]:
        if many:
            return publish_many(session, (new_issue(), new_issue()), prefix="VIL")
        return published(session).reference, published(session).reference

    with database.writing() as session:
        found = both(session)
    assert len(set(found)) == 2
    assert "VIL 777 777" in found
