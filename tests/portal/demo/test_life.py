"""A year of invented life: possible, in order, the same for the same plan, with findings in it."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from portal.city.places.locator import Locator
from portal.demo import measures
from portal.demo.city import invent_city
from portal.demo.events import (
    Answered,
    Asked,
    Declined,
    Event,
    Filed,
    InventedReport,
    LifePlan,
    Merged,
    Moved,
    Opened,
    Supported,
    Withdrawn,
)  # fmt: skip
from portal.demo.life import live, residents_of
from portal.demo.patterns import MERCAT_TURNS
from portal.demo.playing import CODES

CITY = invent_city()
PLAN = LifePlan(starts_on=date(2025, 11, 24))
SHORT = replace(PLAN, days=20)


@pytest.fixture(scope="module")
def year() -> tuple[Event, ...]:
    return tuple(live(CITY, PLAN))


def reports(events: tuple[Event, ...]) -> Iterator[tuple[datetime, InventedReport]]:
    return ((event.at, event.report) for event in events if isinstance(event, Filed))


def test_life_is_told_in_the_order_of_time_within_its_days(year: tuple[Event, ...]) -> None:
    moments = [event.at for event in year]
    assert moments == sorted(moments)
    assert moments[0] >= datetime(2025, 11, 23, 23, tzinfo=UTC)  # midnight in Madrid
    assert moments[-1] < datetime(2026, 11, 22, 23, tzinfo=UTC)


def test_there_is_about_as_much_of_it_as_was_planned(year: tuple[Event, ...]) -> None:
    filed = list(reports(year))
    assert [report.number for _, report in filed] == list(range(1, len(filed) + 1))
    assert len(filed) == pytest.approx(PLAN.reports_a_year, rel=0.06)
    supports = sum(isinstance(event, Supported) for event in year)
    assert supports == pytest.approx(PLAN.supports_a_year, rel=0.12)
    small = Counter(type(event) for event in live(CITY, replace(PLAN, reports_a_year=600)))
    assert small[Filed] == pytest.approx(600, rel=0.2)


def test_it_is_lazy() -> None:
    endless = replace(PLAN, days=100_000)
    assert len(list(islice(live(CITY, endless), 50))) == 50


def test_a_longer_life_begins_like_a_shorter_one(year: tuple[Event, ...]) -> None:
    shorter = tuple(live(CITY, SHORT))
    assert len(shorter) > 500
    assert year[: len(shorter)] == shorter


def test_another_seed_is_another_life() -> None:
    assert tuple(live(CITY, SHORT)) == tuple(live(CITY, SHORT))
    assert tuple(live(CITY, SHORT)) != tuple(live(CITY, replace(SHORT, seed=7)))


def test_the_same_seed_is_the_same_life_in_another_process() -> None:
    code = (
        "from datetime import date; from portal.demo.city import invent_city; from portal.demo.life import live;"
        "from portal.demo.events import LifePlan; import hashlib;"
        "events = live(invent_city(), LifePlan(starts_on=date(2025, 11, 24), days=20));"
        "print(hashlib.sha256(repr(list(events)).encode()).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.strip() == hashlib.sha256(repr(list(live(CITY, SHORT))).encode()).hexdigest()


def test_every_report_lies_in_its_district_and_in_its_street(year: tuple[Event, ...]) -> None:
    locator = Locator(CITY.city.districts)
    for _, report in reports(year):
        assert locator.district_at(report.latitude, report.longitude) == report.district_code
        assert report.street.district_code == report.district_code
        assert report.house_number is None or 1 <= report.house_number <= report.street.last_number
        assert report.text.strip()
        assert report.landmark in report.text


def test_nothing_happens_to_a_report_before_it_is_filed_or_after_it_is_decided(year: tuple[Event, ...]) -> None:
    stand: dict[int, str] = {}
    for event in year:
        match event:
            case Filed(_, report):
                stand[report.number] = "received"
            case Asked(_, number, _):
                assert stand[number] == "received"
                stand[number] = "asked"
            case Answered(_, number, _):
                assert stand[number] == "asked"
                stand[number] = "answered"
            case Opened(_, number, _) | Merged(_, number, _) | Declined(_, number, _) | Withdrawn(_, number):
                assert stand[number] in {"received", "answered"}
                stand[number] = "decided"
            case _:
                pass
    left = Counter(stand.values())
    assert 0 < left["received"] < 80  # the queue that staff find on the first day
    assert left["decided"] > 5_000


def test_issues_open_once_move_while_open_and_close_once(year: tuple[Event, ...]) -> None:
    stand: dict[int, str] = {}
    for event in year:
        match event:
            case Opened(_, _, issue):
                assert issue.number not in stand
                stand[issue.number] = "open"
            case Moved(_, number, status, outcome, note):
                assert stand[number] != "closed"
                assert (outcome is None) == (status != "closed")
                assert note in CODES
                stand[number] = status
            case Merged(_, _, number) | Supported(_, number, _):
                assert stand[number] != "closed"
            case _:
                pass
    assert {"open", "scheduled", "in_progress", "closed"} == set(stand.values())


def test_merged_reports_are_about_the_same_thing_in_the_same_street(year: tuple[Event, ...]) -> None:
    filed = {report.number: report for _, report in reports(year)}
    first = {event.issue.number: filed[event.report] for event in year if isinstance(event, Opened)}
    merged = [(filed[event.report], first[event.issue]) for event in year if isinstance(event, Merged)]
    assert len(merged) > 500
    for report, original in merged:
        assert (report.street, report.kind, report.public) == (original.street, original.kind, original.public)


def test_nobody_supports_an_issue_twice_or_their_own(year: tuple[Event, ...]) -> None:
    own = {event.report.number: event.report.resident for event in year if isinstance(event, Filed)}
    spoken = {(event.issue.number, own[event.report]) for event in year if isinstance(event, Opened)}
    hidden = {event.issue.number for event in year if isinstance(event, Opened) and not event.issue.public}
    for event in year:
        if isinstance(event, Supported):
            assert event.issue not in hidden
            if event.resident is not None:
                assert (event.issue, event.resident) not in spoken
                spoken.add((event.issue, event.resident))


def test_residents_speak_as_the_simulations_say(year: tuple[Event, ...]) -> None:
    residents = residents_of(CITY, PLAN)
    often = sorted(resident.voices for resident in residents)
    assert often[len(often) // 2] == 1
    assert 18 <= often[int(len(often) * 0.99)] <= 30
    assert often[-1] <= 365
    assert sum(often) == PLAN.voices_a_year
    known = {resident.number for resident in residents}
    signed_in = [report.resident for _, report in reports(year) if report.resident is not None]
    assert set(signed_in) <= known
    assert len(signed_in) == pytest.approx(0.45 * len(list(reports(year))), rel=0.06)
    assert all(resident.email.endswith(".example") for resident in residents)


def share(year: tuple[Event, ...], service: str, district: str, *, after: int) -> float:
    """How much more often a service is reported in a district after that many days than before, for a day's length."""
    first = datetime(2025, 11, 24, tzinfo=UTC)
    days = [(at - first).days for at, r in reports(year) if (r.service_code, r.district_code) == (service, district)]
    before = sum(day < after for day in days) / after
    return (sum(day >= after for day in days) / (PLAN.days - after)) / before


def test_the_charts_have_findings(year: tuple[Event, ...]) -> None:
    assert share(year, "waste", "mercat", after=MERCAT_TURNS) < 0.7
    assert share(year, "waste", "centre", after=MERCAT_TURNS) > 0.8  # control: nothing changed there
    at_night = Counter(at.month for at, report in reports(year) if report.service_code == "light")
    assert at_night[12] > 2 * at_night[6]
    noise = Counter(at.month for at, report in reports(year) if report.service_code == "noise")
    assert noise[7] > 2 * noise[12]
    water = Counter(
        (at.month, at.day in range(3, 10)) for at, report in reports(year) if report.service_code == "water"
    )
    assert water[10, True] > 2 * max(water[month, True] for month in (3, 4, 5, 11))


def test_votes_are_one_a_resident_or_changed_and_follow_the_shares() -> None:
    residents = residents_of(CITY, PLAN)
    votes = list(measures.votes(residents, seed=1))
    assert votes == list(measures.votes(residents, seed=1))
    assert [vote.hours_before for vote in votes] == sorted((vote.hours_before for vote in votes), reverse=True)
    assert max(Counter(vote.resident for vote in votes).values()) == 2
    asked = measures.poll()
    assert max(vote.hours_before for vote in votes) <= asked.opens_days_before * 24
    given = Counter(vote.option for vote in votes)
    assert max(given, key=lambda code: given[code]) == "trees"
    home = {resident.number: resident.district_code for resident in residents}
    turnout = Counter(home[number] for number in {vote.resident for vote in votes})
    people = Counter(home.values())
    assert turnout["mercat"] / people["mercat"] > turnout["ponent"] / people["ponent"]
