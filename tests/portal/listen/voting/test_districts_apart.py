"""A copy of the database does not say in which district a ballot was cast."""

from sqlalchemy import text

from portal.ground.contributions.voices import UnitOf
from portal.ground.database import Database
from portal.listen.voting import rules, service
from privacy.vault.keys import KeyRing
from tests.portal.listen.voting.voters import voter

NAMES = ("ana", "ben", "cem", "dia")
BITS = 63


def numbers_in(mark: str) -> set[int]:
    """Every number of 63 bits in a mark, read from either end."""
    octets = bytes.fromhex(mark)
    wholes = (int.from_bytes(octets, "big"), int.from_bytes(octets, "little"))
    return {whole >> at & (1 << BITS) - 1 for whole in wholes for at in range(8 * len(octets) - BITS + 1)}


def joined(city: Database, poll_id: int, voters: list[UnitOf]) -> int:
    """Let people vote; count the units that can be read off a ballot's mark."""
    with city.writing() as session:
        for each in voters:
            service.vote(session, poll_id=poll_id, voter=each, option="o1", district="marina")
    with city.reading() as session:
        marks = session.execute(text("SELECT mark FROM listen_ballot")).scalars().all()
        units = session.execute(text("SELECT unit FROM ground_contribution")).scalars().all()
    assert len(marks) == len(units) == len(voters)
    return len(set(units) & set().union(*map(numbers_in, marks)))


def test_no_ballot_leads_to_a_district(city: Database, ring: KeyRing, poll: tuple[int, str]) -> None:
    assert joined(city, poll[0], [voter(ring, name) for name in NAMES]) == 0


def test_under_one_key_every_ballot_would_have(city: Database, ring: KeyRing, poll: tuple[int, str]) -> None:
    """The control: one name for the ballot and for the turnout."""

    def one_name(name: str) -> UnitOf:
        named = voter(ring, name)(rules.key_of(poll[0]))
        return lambda _key: named

    assert joined(city, poll[0], [one_name(name) for name in NAMES]) == len(NAMES)
