"""What time it is: the only place that asks, so that the demo and the tests can move it.

Times are aware and in UTC. The demo keeps its offset in a file, so that a running server follows `veu demo --advance`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovedClock:
    """The machine's time plus the seconds that a file holds; a missing file means none."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def offset(self) -> timedelta:
        try:
            return timedelta(seconds=int(self.file.read_text(encoding="ascii")))
        except FileNotFoundError:
            return timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset()

    def advance(self, by: timedelta) -> None:
        """Move the clock forward by `by`."""
        seconds = int((self.offset() + by).total_seconds())
        self.file.parent.mkdir(parents=True, exist_ok=True)
        aside = self.file.with_suffix(".new")
        aside.write_text(str(seconds), encoding="ascii")
        aside.replace(self.file)  # whoever reads meanwhile sees the old offset or the new one


class FrozenClock:
    """A clock for tests: it stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move the clock forward by `by`."""
        self.at += by


_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_installed: list[Clock] = [SystemClock()]


def now() -> datetime:
    """Say the present moment, aware, in UTC."""
    return _installed[-1].now()


def coarse(moment: datetime, step: timedelta) -> datetime:
    """Say in which step of time a moment lies, by its beginning: what is stored so cannot be joined by the moment."""
    since = moment - _EPOCH
    return moment - since % step


def coarse_end(moment: datetime, step: timedelta) -> datetime:
    """Give the first end of a step of time at or after a moment: what ends then does not tell when it began."""
    return coarse(moment + step - timedelta.resolution, step)


def install(clock: Clock) -> None:
    """Use `clock` in this process from now on."""
    _installed[-1] = clock


@contextmanager
def installed(clock: Clock) -> Iterator[Clock]:
    """Use `clock` inside the `with` block only."""
    _installed.append(clock)
    try:
        yield clock
    finally:
        _installed.remove(clock)
