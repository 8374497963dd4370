"""What is published: every cell, with noise, once and for ever, in periods that the calendar has closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from i18n.locales import ENGLISH
from portal.city.services import service as services
from portal.ground.clock import FrozenClock
from portal.ground.contributions.rules import Voice
from portal.ground.contributions.service import admit, blank, correct
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.settings import Settings
from portal.understand.figures import queries
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS, turnout
from portal.understand.figures.kept import known_share
from portal.understand.figures.pages.front import newest_figure, spent_this_year
from portal.understand.figures.releasing import timetable
from portal.understand.figures.releasing.releases import ledger_of, publish_due
from portal.understand.figures.releasing.releases import publish as publish_one
from portal.understand.figures.releasing.service import begin_counting, choose_cadence, expect_turnout
from portal.understand.figures.rules import is_starting_up
from privacy.dp.families import RESERVE
from privacy.dp.ledger import Unfounded
from privacy.dp.periods import Cadence, Period, period_of
from privacy.dp.weeks import monday_of, week_of
from tests.cast import WEEK, demo_services
from tests.portal.understand.figures.town import START, after, begin, on, publish, reports, residents, speak


def week_period(week: int) -> Period:
    """The period of a week."""
    return period_of(week, Cadence.WEEK)


def released(database: Database, week: int, statistic: str = "needs") -> dict[str, int]:
    """The stored numbers of a week."""
    with database.reading() as session:
        (figure,) = queries.by_weeks(session, statistic=statistic, weeks=range(week, week + 1))
    return dict(figure.cells)


def test_every_cell_is_released_and_the_numbers_are_near_the_truth(city: Database, settings: Settings) -> None:
    begin(city)
    speak(city, residents("ground/centre", START, 300) + reports("waste/marina", START, 40))
    outcome = publish(city, settings, START)
    assert [(each.statistic.name, each.period.key) for each in outcome.published] == [
        ("needs", "2026-W28"),
        ("anonymous", "2026-W28"),
    ]
    for statistic, cell, truth, near in (("needs", "ground/centre", 300, 120), ("anonymous", "waste/marina", 40, 24)):
        cells = released(city, START, statistic)
        assert len(cells) == 12 * 2
        assert abs(cells[cell] - truth) < near, "24 times the scale: one run in 10^10 is farther off"
        assert all(type(number) is int for number in cells.values())


def test_cells_without_a_voice_get_noise_too_and_keep_its_sign(city: Database, settings: Settings) -> None:
    begin(city)
    publish(city, settings, START + 1)
    numbers = [number for week in range(START, START + 2) for number in released(city, week).values()]
    assert min(numbers) < 0 < max(numbers), "of 48 draws at b = 5 all have one sign once in 10^12 runs"


def test_nothing_is_published_before_its_period_is_closed(city: Database, settings: Settings) -> None:
    begin(city)
    a_day_early = after(START) - timedelta(days=1)
    assert publish_due(city, settings, now=a_day_early).published == ()
    assert len(publish_due(city, settings, now=after(START)).published) == 2


def test_asking_again_gives_the_same_numbers_and_costs_nothing(city: Database, settings: Settings) -> None:
    begin(city)
    publish(city, settings, START)
    first = released(city, START)
    assert publish(city, settings, START).published == ()
    assert released(city, START) == first
    with pytest.raises(Unfounded):
        publish_one(ledger_of(city, settings), NEEDS, week_period(WEEK), today=monday_of(WEEK))
    with city.reading() as session:
        assert [each.statistic for each in queries.of_year(session, 2026)] == ["needs", "anonymous"]


def test_what_is_said_after_a_period_has_closed_changes_nothing_of_it(city: Database, settings: Settings) -> None:
    begin(city)
    speak(city, reports("ground/centre", START, 5))
    publish(city, settings, START)
    first = released(city, START, "anonymous")
    speak(city, reports("ground/centre", START, 500))  # what no room would admit
    publish(city, settings, START + 1)
    assert released(city, START, "anonymous") == first


def test_voices_corrected_before_the_close_count_where_they_belong(city: Database, settings: Settings) -> None:
    begin(city)
    with city.writing() as session:
        handles = [admit(session, family="anonymous", week=START, cell="ground/centre") for _ in range(200)]
    with city.writing() as session:
        for handle in handles[:100]:
            assert handle is not None
            correct(session, handle, cell="light/marina", now_week=START)
        for handle in handles[100:]:
            assert handle is not None
            blank(session, handle, now_week=START)
    publish(city, settings, START)
    cells = released(city, START, "anonymous")
    assert abs(cells["light/marina"] - 100) < 24
    assert abs(cells["ground/centre"]) < 24


def test_a_new_type_of_problem_is_released_from_its_first_period_on_for_free(
    city: Database, settings: Settings
) -> None:
    begin(city)
    publish(city, settings, START)
    found = demo_services()
    before = len(released(city, START))
    import dataclasses

    new = dataclasses.replace(found[0], code="brandnew", active_from_week=START + 2)
    with city.writing() as session:
        services.replace_services(session, services=(*found, new), week=START + 1)
        spent = spent_this_year(session, settings.zone)
    publish(city, settings, START + 2)
    assert "brandnew/centre" not in released(city, START + 1)
    assert len(released(city, START + 2)) == before + 2
    assert list(released(city, START + 2))[-2:] == ["brandnew/centre", "brandnew/marina"]
    with city.reading() as session:
        assert spent_this_year(session, settings.zone) == spent


def test_whether_a_plan_is_refused_depends_on_the_caps_alone(city: Database, settings: Settings) -> None:
    week = week_of(date(2026, 9, 7))
    begin(city, week)
    for poll in range(6):
        with city.writing() as session:
            expect_turnout(session, poll=str(poll), week=week)
        speak(city, [Voice(f"breakdown:{poll}", unit, week, "centre") for unit in range(poll * 50)])
    outcome = publish(city, settings, week)
    assert len(outcome.refused) == 2, "four polls fit in a year, whoever took part in them"
    turnouts = [each.statistic.name for each in outcome.published if each.statistic.name.startswith("turnout")]
    assert turnouts == [f"turnout:{poll}" for poll in range(4)]


def test_the_turnout_of_a_vote_is_released_once_and_by_district(city: Database, settings: Settings) -> None:
    week = START + 4
    begin(city, week)
    with city.writing() as session:
        expect_turnout(session, poll="7", week=week)
        expect_turnout(session, poll="7", week=week + 3)
    speak(city, [Voice("breakdown:7", unit, week, "marina") for unit in range(500)])
    publish(city, settings, week + 1)
    with city.reading() as session:
        (figure,) = queries.released(session, statistic="turnout:7")
    assert (figure.period, list(figure.cells)) == (week_period(week), ["centre", "marina"])
    assert abs(figure.cells["marina"] - 500) < 240
    assert turnout("7", week).rules.once


def test_the_year_is_paid_once_from_the_quotas_of_its_families(published: Database, settings: Settings) -> None:
    from portal.understand.figures.ledger.spending import spending

    with published.reading() as session:
        spent = spending(session, 2026)
    assert spent is not None
    assert {pot.name: (pot.spent, pot.quota) for pot in spent.pots} == {
        "needs": (1.0, 1.0),
        "effort": (0.0, 0.1),
        "breakdown": (0.0, 0.4),
        RESERVE: (0.0, 0.3),
        "anonymous": (1.0, 1.0),
    }
    assert spent.spent == 1.0, "reports without an account are counted apart"


def test_the_first_thirteen_weeks_of_a_city_are_marked(published: Database) -> None:
    with published.reading() as session:
        start = timetable.start_week(session)
    assert [is_starting_up(week_period(START + week), start) for week in (0, 12, 13)] == [True, True, False]
    assert not is_starting_up(week_period(START - 1), start)  # imported: nothing started up in it


def test_a_city_that_never_said_when_it_begins_begins_when_it_first_looks(city: Database, settings: Settings) -> None:
    speak(city, reports("ground/centre", START, 5))
    assert publish_due(city, settings, now=on(monday_of(WEEK))).published == ()
    with city.reading() as session:
        assert timetable.start_week(session) == WEEK
    with city.writing() as session:
        begin_counting(session, week=WEEK + 5)
        assert timetable.start_week(session) == WEEK
        begin_counting(session, week=START)
        assert timetable.start_week(session) == START


def test_a_longer_cadence_is_used_from_the_next_year_that_is_bought(city: Database, settings: Settings) -> None:
    begin(city)
    publish(city, settings, START)
    with city.writing() as session:
        choose_cadence(session, statistic="needs", cadence=Cadence.QUARTER)
        assert timetable.cadence_of(session, NEEDS, 2026) is Cadence.WEEK
        assert timetable.cadence_of(session, NEEDS, 2027) is Cadence.QUARTER
        assert timetable.cadence_of(session, ANONYMOUS, 2027) is Cadence.WEEK


def test_the_kept_share_of_a_year_is_known_to_the_releases_that_follow(
    city: Database, settings: Settings, frozen_clock: FrozenClock
) -> None:
    with city.writing() as session:
        for statistic in ("needs", "anonymous"):
            choose_cadence(session, statistic=statistic, cadence=Cadence.QUARTER)
    start = week_of(date(2026, 9, 28))
    begin(city, start)
    units = range(1, 8001)
    speak(city, [Voice("needs", unit, start, "ground/centre") for unit in units])
    speak(city, [Voice("effort", unit, start) for unit in units for _ in range(2)])
    publish(city, settings, week_of(date(2026, 12, 28)))
    with city.reading() as session:
        known = known_share(session)
        assert newest_figure(session, ENGLISH) is not None
    assert known is not None
    assert known.period == "2026-W01..W53"
    assert 0.3 < known.share.value < 1, "8,000 of 16,000, give or take ten scales of the noise"
    frozen_clock.at = on(date(2027, 4, 20))
    publish_due(city, settings, now=frozen_clock.at)
    with city.reading() as session:
        (figure,) = queries.newest(session, statistic="needs")
    assert figure.kept is not None
    assert (figure.kept.period, figure.kept.share) == (known.period, known.share)


def test_a_city_without_places_says_what_is_missing(
    database: Database, settings: Settings, frozen_clock: FrozenClock
) -> None:
    begin(database)
    with pytest.raises(ConfigurationError, match="no city yet"):
        publish(database, settings, START)
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM understand_ledger_row")).scalar_one() == 0
