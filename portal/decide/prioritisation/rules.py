"""Put things in order when their numbers are not exact: places, the range of places, and what cannot be told apart.

Pure. `numbers` are estimates, one for each thing; `errors` are draws (rows) of how far the truth may lie from each of
them (columns). Where nothing is uncertain, the places are exact.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from portal.decide.prioritisation.draws import Floats, Integers
from privacy.dp.intervals import LEVEL

MOST_CHANCES = 40  # the chance of each place is worked out for lists up to this long
POOLED = 8  # so many things of one kind lend their draws to its range
_SAME = 1e-9  # of the larger number: what differs by less differs by rounding only


@dataclass(frozen=True, slots=True)
class Scatter:
    """Draws of the errors, and which things err alike.

    Things of one kind have independent errors of one law, and so have things of different kinds; where errors go
    together, as those of measures that answer the same need, `kinds` is None.
    """

    errors: Floats
    kinds: Integers | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A number that is not exact, and the range that holds the truth 19 times out of 20."""

    about: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: between `first` and `last`, 19 times out of 20, and the chance of each place."""

    key: str
    number: Span
    first: int
    last: int
    chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Things whose ranges of places touch, one after the other; `all_alike` where any two of them do."""

    first: int
    last: int
    keys: tuple[str, ...]
    all_alike: bool


def ranked(keys: Sequence[str], numbers: Floats, scatter: Scatter) -> tuple[Place, ...]:
    """Put things in order, the largest number first, ties in the order of the keys."""
    if not keys:
        return ()
    first, last = _certain_places(numbers, scatter)
    spans = spans_of(numbers, scatter)
    if len(keys) <= MOST_CHANCES:
        chances = chances_of_places(numbers + scatter.errors)
        likely_first, likely_last = _likely_places(chances)
        first, last = np.minimum(first, likely_first), np.maximum(last, likely_last)
    order = sorted(range(len(keys)), key=lambda at: (-numbers[at], keys[at]))
    return tuple(
        Place(
            keys[at],
            spans[at],
            int(first[at]),
            int(last[at]),
            tuple(round(float(each), 4) for each in chances[at]) if len(keys) <= MOST_CHANCES else (),
        )
        for at in order
    )


def groups_of(places: Sequence[Place]) -> tuple[Group, ...]:
    """Part an order where no range of places reaches across: within a group neighbours cannot be told apart."""
    groups: list[list[Place]] = []
    reaches = 0
    for place in sorted(places, key=lambda each: (each.first, each.last)):
        if place.first > reaches:
            groups.append([])
        groups[-1].append(place)
        reaches = max(reaches, place.last)
    order = {place.key: at for at, place in enumerate(places)}
    return tuple(
        Group(
            min(each.first for each in group),
            max(each.last for each in group),
            tuple(sorted((each.key for each in group), key=order.__getitem__)),
            max(each.first for each in group) <= min(each.last for each in group),
        )
        for group in groups
    )


def chances_of_places(drawn: Floats) -> Floats:
    """Work out the chance of each place (columns) for each thing (rows); equals share their places evenly."""
    draws, things = drawn.shape
    order = np.argsort(-drawn, axis=1, kind="stable")
    numbers = np.take_along_axis(drawn, order, axis=1)
    at = np.arange(things)
    begins = np.ones((draws, things), dtype=bool)
    begins[:, 1:] = ~_same(numbers[:, 1:], numbers[:, :-1])
    start = np.maximum.accumulate(np.where(begins, at, 0), axis=1)
    ends = np.ones_like(begins)
    ends[:, :-1] = begins[:, 1:]
    end = np.minimum.accumulate(np.where(ends, at, things)[:, ::-1], axis=1)[:, ::-1]
    share = 1.0 / (end - start + 1)
    size = things * (things + 1)
    opened = np.bincount((order * (things + 1) + start).ravel(), share.ravel(), size)
    closed = np.bincount((order * (things + 1) + end + 1).ravel(), share.ravel(), size)
    steps = (opened - closed).reshape(things, things + 1)[:, :-1]
    chances: Floats = np.clip(np.cumsum(steps, axis=1) / draws, 0, 1)
    return chances


def clearly_largest(keys: Sequence[str], numbers: Floats, scatter: Scatter) -> tuple[str, ...]:
    """Name what may be the largest: one where that is clear, else all that cannot be told apart from it, in order."""
    first, _ = _certain_places(numbers, scatter)
    return tuple(keys[at] for at in sorted(range(len(keys)), key=lambda at: (-numbers[at], keys[at])) if first[at] == 1)


def spans_of(numbers: Floats, scatter: Scatter) -> tuple[Span, ...]:
    """Give each number its own range; things of one kind have ranges of one width, on both sides the same."""
    if scatter.kinds is None:
        low, high = np.quantile(scatter.errors, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    else:
        kinds = np.unique(scatter.kinds, return_inverse=True)[1]
        some = (np.flatnonzero(kinds == kind)[:POOLED] for kind in range(kinds.max() + 1))
        widths = [_width(scatter.errors[:, things]) for things in some]
        high = np.array(widths)[kinds]
        low = -high
    return tuple(
        Span(round(float(about), 4), round(float(about + below), 4), round(float(about + above), 4))
        for about, below, above in zip(numbers, low, high, strict=True)
    )


def _width(errors: Floats) -> float:
    """Find the distance from nought that 19 in 20 errors keep to."""
    sizes = np.abs(errors).ravel()
    at = min(math.ceil(LEVEL * len(sizes)), len(sizes)) - 1
    return float(np.partition(sizes, at)[at])


def _certain_places(numbers: Floats, scatter: Scatter) -> tuple[Integers, Integers]:
    """Give the places that stay once all that is clearly more, or clearly less, stands before or behind.

    For each thing, its differences to all others have a common band that holds them all 19 times out of 20; what is
    outside it is clearly more or less. To cut the tails of the chances alone would be right too seldom where many are
    close: it takes the released order for the true one. Source: Mogstad, Romano, Shaikh & Wilhelm 2024, §3.
    """
    apart, kinds = _distances(scatter)
    reach = _reach(scatter, apart, kinds)
    margin = (reach[:, None] * apart)[np.ix_(kinds, kinds)]
    more = numbers[None, :] - numbers[:, None]
    slack = _SAME * np.maximum(np.abs(numbers[None, :]), np.abs(numbers[:, None]))
    clearly_more = (more > margin + slack).sum(axis=1)
    clearly_less = (-more > margin + slack).sum(axis=1)
    return 1 + clearly_more, len(numbers) - clearly_less


def _distances(scatter: Scatter) -> tuple[Floats, Integers]:
    """Give the typical difference of the errors of two kinds, and the kind of each thing."""
    errors = scatter.errors
    if scatter.kinds is None:
        together = errors.T @ errors / len(errors)
        square = np.diag(together)[:, None] + np.diag(together)[None, :] - 2 * together
        scale = np.diag(together)[:, None] + np.diag(together)[None, :]
        square = np.where(square > _SAME * scale, square, 0.0)
        return np.sqrt(square), np.arange(errors.shape[1], dtype=np.int32)
    kinds = np.unique(scatter.kinds, return_inverse=True)[1].astype(np.int32)
    each = np.bincount(kinds, (errors**2).mean(axis=0)) / np.bincount(kinds)
    return np.sqrt(each[:, None] + each[None, :]), kinds


def _reach(scatter: Scatter, apart: Floats, kinds: Integers) -> Floats:
    """Give how many typical differences wide the band of each kind is."""
    errors = scatter.errors
    ranks = math.ceil(LEVEL * (len(errors) + 1))
    order = np.argsort(kinds, kind="stable")
    things = order[np.searchsorted(kinds[order], np.arange(len(apart)))]
    most, least = _extremes(errors, order, kinds)
    inverse = np.divide(1.0, apart, out=np.zeros_like(apart), where=apart > 0)
    reach = np.empty(len(apart))
    for kind, thing in enumerate(things):
        mine = errors[:, [thing]]
        farthest = (np.maximum(most - mine, mine - least) * inverse[kind]).max(axis=1)
        reach[kind] = np.sort(farthest)[min(ranks, len(errors)) - 1]
    return reach


def _extremes(errors: Floats, order: "np.ndarray[Any, np.dtype[np.intp]]", kinds: Integers) -> tuple[Floats, Floats]:
    """Give the largest and the least error of each kind in each draw."""
    if len(np.unique(kinds)) == len(kinds):
        return errors[:, order], errors[:, order]
    starts = np.searchsorted(kinds[order], np.unique(kinds))
    arranged = errors[:, order]
    return np.maximum.reduceat(arranged, starts, axis=1), np.minimum.reduceat(arranged, starts, axis=1)


def _likely_places(chances: Floats) -> tuple[Integers, Integers]:
    """Cut the tails of the chances: what is less likely than 2.5 in 100 on either side."""
    tail = (1 - LEVEL) / 2
    before = np.cumsum(chances, axis=1)
    behind = np.cumsum(chances[:, ::-1], axis=1)[:, ::-1]
    first = (before >= tail - _SAME).argmax(axis=1) + 1
    last = chances.shape[1] - (behind[:, ::-1] >= tail - _SAME).argmax(axis=1)
    return first.astype(np.int32), last.astype(np.int32)


def _same(one: Floats, other: Floats) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    same: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = np.abs(one - other) <= _SAME * np.maximum(
        np.abs(one), np.abs(other)
    )
    return same
