"""What the invented city could do: eight measures, and one poll with the votes that were given so far."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from portal.city.city_file import Line, LocalTexts, read_toml
from portal.demo.city import FOLDER
from portal.demo.residents import InventedResident

TURNOUT = 0.22
# Who lives by the market cares more.
TURNOUT_BY_DISTRICT = {"mercat": 0.41, "centre": 0.33, "marina": 0.27, "horta-de-baix": 0.09, "salines": 0.11}


@dataclass(frozen=True, slots=True)
class InventedSolution:
    """A measure that could relieve needs."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: Line
    cost_cents: Annotated[int, Field(gt=0)]
    services: tuple[Line, ...]
    districts: tuple[Line, ...]
    relief: Annotated[float, Field(gt=0, le=1)]  # share of these needs that it is expected to end
    titles: LocalTexts
    summaries: LocalTexts
    effects: LocalTexts


@dataclass(frozen=True, slots=True)
class InventedOption:
    """One answer of the poll, and the share of the votes it gets."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: Line
    share: Annotated[float, Field(gt=0, lt=1)]
    names: LocalTexts


@dataclass(frozen=True, slots=True)
class InventedPoll:
    """A choose-one poll that is open now."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: Line
    opens_days_before: Annotated[int, Field(ge=1)]
    closes_days_after: Annotated[int, Field(ge=1)]
    questions: LocalTexts
    explanations: LocalTexts
    options: tuple[InventedOption, ...] = ()


@dataclass(frozen=True, slots=True)
class InventedVote:
    """One resident's choice; a later one of the same resident replaces it."""

    resident: int
    option: str
    hours_before: float  # now


@dataclass(frozen=True, slots=True)
class _Solutions:
    solution: tuple[InventedSolution, ...]


@dataclass(frozen=True, slots=True)
class _PollFile:
    poll: dict[str, object]


@cache
def solutions() -> tuple[InventedSolution, ...]:
    """The measures, in no order of merit."""
    return read_toml(FOLDER / "solutions.toml", TypeAdapter(_Solutions)).solution


@cache
def poll() -> InventedPoll:
    """The poll."""
    found = dict(read_toml(FOLDER / "poll.toml", TypeAdapter(_PollFile)).poll)
    found["options"] = found.pop("option", ())
    return TypeAdapter(InventedPoll).validate_python(found)


def votes(residents: Sequence[InventedResident], *, seed: int) -> Iterator[InventedVote]:
    """Say who voted for what since the poll opened, earliest first; one in twenty votes again."""
    chance = random.Random(f"veu poll {seed}")  # noqa: S311 - invented votes, not secrets
    asked = poll()
    codes, shares = [option.code for option in asked.options], [option.share for option in asked.options]
    given: list[InventedVote] = []
    for resident in residents:
        if chance.random() < TURNOUT_BY_DISTRICT.get(resident.district_code, TURNOUT):
            times = 2 if chance.random() < 0.05 else 1
            for _ in range(times):
                hours = chance.uniform(0.5, asked.opens_days_before * 24)
                given.append(InventedVote(resident.number, chance.choices(codes, shares)[0], round(hours, 2)))
    yield from sorted(given, key=lambda vote: -vote.hours_before)
