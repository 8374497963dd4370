"""People have a new name in each budget year and keep their calendar, so that no January gives them a free window."""

from collections import Counter

from portal.ground.contributions.service import admit
from portal.ground.contributions.voices import OF_PEOPLE, UnitOf, admit_voice, key_name, unit_in
from portal.ground.database import Database
from privacy.dp.weeks import WINDOWS_A_YEAR, beginning_of, window_of, year_of
from privacy.vault.keys import in_memory
from privacy.vault.pseudonyms import Pseudonym, pseudonym, root_of_email

RING = in_memory()
WEEKS = range(91, 91 + 4 * 52)  # four years, 53 weeks in one of them


def somebody(number: int) -> UnitOf:
    root = root_of_email(f"person{number}@example.org", key=RING.named("root"))

    def unit(name: str) -> Pseudonym:
        return pseudonym(root, key=RING.named(name))

    return unit


def test_a_name_changes_with_the_year_its_window_begins_in_and_only_then() -> None:
    unit_of = somebody(1)
    names = {week: unit_in(unit_of, "needs", week) for week in WEEKS}
    begins = {week: year_of(beginning_of(window_of(week, name), name)) for week, name in names.items()}
    assert len(set(names.values())) == len(set(begins.values()))
    assert len({(names[week], begins[week]) for week in WEEKS}) == len(set(names.values()))
    assert len({name % 13 for name in names.values()}) == 1, "one calendar for ever"
    assert all(0 <= name < 2**63 for name in names.values())
    assert {unit_in(unit_of, "effort", week) for week in WEEKS}.isdisjoint(names.values())


def most_in_a_year(name_of: dict[int, int]) -> tuple[int, int]:
    """How many voices count in the fullest year, and in the first week of a year, of one who speaks every week."""
    taken = {(name, window_of(week, name)): week for week, name in reversed(name_of.items())}  # the first week wins
    years = Counter(map(year_of, taken.values()))
    return max(years.values()), len(taken)


def test_nobody_counts_more_than_five_times_in_any_year() -> None:
    for number in range(60):
        unit_of = somebody(number)
        most, total = most_in_a_year({week: unit_in(unit_of, "needs", week) for week in WEEKS})
        assert most <= WINDOWS_A_YEAR
        assert total <= len(WEEKS) // 13 + 1, "no window but those of thirteen weeks"


def test_control_a_new_calendar_each_year_would_give_free_windows() -> None:
    def total(number: int) -> int:
        unit_of = somebody(number)
        return most_in_a_year({week: unit_of(key_name("needs", year_of(week))).number for week in WEEKS})[1]

    assert any(total(number) > len(WEEKS) // 13 + 1 for number in range(60))


def test_a_person_is_admitted_once_a_window_across_the_turn_of_the_year(database: Database) -> None:
    unit_of = somebody(2)
    week = next(week for week in WEEKS if year_of(week) != year_of(week + 1))
    begins = beginning_of(window_of(week, (name := unit_in(unit_of, "needs", week))), name)
    with database.writing() as session:
        handles = [admit_voice(session, unit_of=unit_of, week=each, cell="x/y") for each in range(begins, begins + 13)]
        assert handles[0] is not None
        assert handles[1:] == [None] * 12
        assert admit_voice(session, unit_of=unit_of, week=begins + 13, cell="x/y") is not None
        assert admit(session, family=OF_PEOPLE[1], unit=name, week=begins, cell="x/y") is None
