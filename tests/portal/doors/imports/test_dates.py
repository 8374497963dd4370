"""A date of a file is a day of its city, whatever the clocks did."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.doors.imports.dates import day_reader

MADRID = ZoneInfo("Europe/Madrid")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "formats", "day"),
    [
        ("2026-03-02", ("iso",), date(2026, 3, 2)),
        ("2026-03-02T09:30:00.000", ("iso",), date(2026, 3, 2)),
        ("2026-03-02 23:30:00", ("iso",), date(2026, 3, 2)),
        ("2026-03-02T23:30:00Z", ("iso",), date(2026, 3, 3)),  # in Madrid it is past midnight
        ("2026-03-02T23:30:00-05:00", ("iso",), date(2026, 3, 3)),
        ("02/03/2026 09:30", ("%d/%m/%Y %H:%M",), date(2026, 3, 2)),
        ("03/02/2026 09:30:00 PM", ("iso", "%m/%d/%Y %I:%M:%S %p"), date(2026, 3, 2)),
        ("2026-03-02 23:30 +0000", ("%Y-%m-%d %H:%M %z",), date(2026, 3, 3)),
        ("1772404200", ("epoch",), date(2026, 3, 1)),
        ("1772404200000", ("epoch-ms",), date(2026, 3, 1)),
    ],
)
def test_a_date_is_read(text: str, formats: tuple[str, ...], day: date) -> None:
    zone = NEW_YORK if formats[0].startswith("epoch") else MADRID
    assert day_reader(formats, zone)(text) == day


def test_an_hour_that_the_clocks_left_out_is_on_its_day() -> None:
    assert day_reader(("iso",), MADRID)("2026-03-29 02:30:00") == date(2026, 3, 29)
    assert day_reader(("iso",), NEW_YORK)("2026-03-08 02:30:00") == date(2026, 3, 8)


def test_an_hour_that_came_twice_is_on_its_day() -> None:
    assert day_reader(("iso",), MADRID)("2026-10-25 02:30:00") == date(2026, 10, 25)


@pytest.mark.parametrize(
    "text", ["soon", "31/02/2026", "2026-13-01", "0001-01-01T00:00:00+14:00", "99999999999999", "nan"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date in any"):
        day_reader(("iso", "%d/%m/%Y", "epoch"), MADRID)(text)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)), st.sampled_from([MADRID, NEW_YORK]))  # noqa: DTZ001
def test_a_time_with_an_offset_is_on_the_day_that_its_city_had(moment: datetime, zone: ZoneInfo) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert day_reader(("iso",), zone)(aware.isoformat()) == aware.astimezone(zone).date()
    assert day_reader(("iso",), zone)(moment.isoformat()) == moment.date()
