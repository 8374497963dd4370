"""Many tabs that vote at the same moment have one ballot."""

import threading
from typing import Any

from sqlalchemy import text

from portal.ground.database import Database
from portal.listen.voting import service
from privacy.vault.keys import KeyRing
from tests.portal.listen.voting.voters import voter
from tests.tables import count


def together(work: Any, times: int) -> list[BaseException]:
    """Run `work(number)` in as many threads at once; give what went wrong."""
    wrong: list[BaseException] = []
    barrier = threading.Barrier(times)

    def one(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_one_voter_in_sixteen_tabs_has_one_ballot(city: Database, ring: KeyRing, poll: tuple[int, str]) -> None:
    ana = voter(ring, "ana")

    def cast_one(number: int) -> None:
        with city.writing() as session:
            option = f"o{number % 3 + 1}"
            service.vote(session, poll_id=poll[0], voter=ana, option=option, district="centre")

    assert together(cast_one, 16) == []
    assert (count(city, "listen_ballot"), count(city, "ground_contribution")) == (1, 1)


def test_the_naive_way_would_have_doubled(city: Database) -> None:
    """The control: look first, then insert, without a key, is what the table's key replaces."""
    with city.writing() as session:
        session.execute(text("CREATE TABLE naive (voter INTEGER)"))
    looked = threading.Barrier(8)

    def cast_naively(_number: int) -> None:
        with city.reading() as session:
            seen = session.execute(text("SELECT 1 FROM naive WHERE voter = 1")).first()
        looked.wait()
        if seen is None:
            with city.writing() as session:
                session.execute(text("INSERT INTO naive VALUES (1)"))

    assert together(cast_naively, 8) == []
    doubled = count(city, "naive")
    with city.writing() as session:
        session.execute(text("DROP TABLE naive"))
    assert doubled > 1
