"""Read the dates of a file as days of its city."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo

from privacy.dp.weeks import local_day

Reader = Callable[[str], date]


def day_reader(formats: Sequence[str], zone: tzinfo) -> Reader:
    """Make a function that reads a day, trying the formats in turn; it raises ValueError where none fits.

    A time with an offset is moved to the city's zone. One without is the city's own, also where the clock jumped over
    it: its day is the one that is written.
    """
    moments = tuple(_moment_reader(pattern) for pattern in formats)

    def read(text: str) -> date:
        for moment_of in moments:
            try:
                moment = moment_of(text)
                return moment.date() if moment.tzinfo is None else local_day(moment, zone)
            except (ValueError, OverflowError, OSError):
                continue
        raise ValueError("no date in any of the formats")

    return read


def _moment_reader(pattern: str) -> Callable[[str], datetime]:
    match pattern:
        case "iso":
            return datetime.fromisoformat
        case "epoch":
            return lambda text: datetime.fromtimestamp(float(text), UTC)
        case "epoch-ms":
            return lambda text: datetime.fromtimestamp(float(text) / 1000, UTC)
        case _:
            return lambda text: datetime.strptime(text, pattern)  # noqa: DTZ007 - a time without an offset is local
