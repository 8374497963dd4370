"""From the inputs of a ranking to its orders: needs in the whole city, needs in each district, and measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from portal.decide.prioritisation import measures
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.measures import Answer
from portal.decide.prioritisation.needs import Doubt, Needs, doubt_of, needs_of
from portal.decide.prioritisation.rules import Group, Place, Scatter, Span, groups_of, ranked, spans_of

PER = 1_000  # residents


class Basis(StrEnum):
    """What needs in districts are compared by."""

    PER_RESIDENTS = "per-residents"
    POINTS = "points"  # the city has not said how many people live in each district


@dataclass(frozen=True, slots=True)
class Order:
    """Things in order, and the groups that they fall into."""

    places: tuple[Place, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Every order of a ranking. `points` of the needs in districts, in the order of their places."""

    measures: Order
    answers: tuple[Answer, ...]  # in the order of the measures' places
    categories: Order
    cells: Order
    points: tuple[Span, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order with reports that have no account behind them, and the order without."""

    full: Result
    residents_only: Result


def rank(inputs: Inputs) -> Ranking:
    """Make the whole ranking; nothing but `inputs` decides what comes out."""
    sorted_inputs = inputs.in_order()
    doubt = doubt_of(sorted_inputs)
    return Ranking(_result(sorted_inputs, doubt, anonymous=True), _result(sorted_inputs, doubt, anonymous=False))


def _result(inputs: Inputs, doubt: Doubt, *, anonymous: bool) -> Result:
    needs = needs_of(inputs, doubt, anonymous=anonymous)
    candidates, answers = measures.order_of(inputs, needs, doubt.shares)
    cells, points, basis = _cells(inputs, needs)
    return Result(
        measures=_grouped(candidates),
        answers=answers,
        categories=_grouped(_categories(inputs, needs)),
        cells=_grouped(cells),
        points=points,
        basis=basis,
    )


def _grouped(places: tuple[Place, ...]) -> Order:
    return Order(places, groups_of(places))


def _categories(inputs: Inputs, needs: Needs) -> tuple[Place, ...]:
    """Rank the types of problem by their points in the whole city."""
    services = tuple(dict.fromkeys(cell.service for cell in inputs.cells))
    belongs = np.array([[cell.service == service for service in services] for cell in inputs.cells], dtype=float)
    if not services:
        return ()
    terms = [tuple(needs.kinds[belongs[:, at] > 0]) for at in range(len(services))]
    known = {each: kind for kind, each in enumerate(dict.fromkeys(terms))}
    kinds = np.array([known[each] for each in terms], dtype=np.int32)
    return ranked(services, needs.points @ belongs, Scatter(needs.errors @ belongs, kinds))


def _cells(inputs: Inputs, needs: Needs) -> tuple[tuple[Place, ...], tuple[Span, ...], Basis]:
    """Rank the needs in districts by points for each thousand residents, or by points where these are not known."""
    people = [inputs.people.get(cell.district) for cell in inputs.cells]
    basis = Basis.PER_RESIDENTS if people and all(people) else Basis.POINTS
    scale = np.array([PER / count if count and basis is Basis.PER_RESIDENTS else 1.0 for count in people])
    known: dict[tuple[int, float], int] = {}
    kinds = [known.setdefault(each, len(known)) for each in zip(needs.kinds.tolist(), scale.tolist(), strict=True)]
    keys = [cell.key for cell in inputs.cells]
    places = ranked(keys, needs.points * scale, Scatter(needs.errors * scale, np.array(kinds, dtype=np.int32)))
    points = dict(zip(keys, _points(needs), strict=True))
    return places, tuple(points[place.key] for place in places), basis


def _points(needs: Needs) -> Sequence[Span]:
    return spans_of(needs.points, needs.scatter) if len(needs.points) else ()


def written(ranking: Ranking) -> dict[str, Any]:
    """Write a ranking as plain JSON."""
    plain: dict[str, Any] = _adapter().dump_python(ranking, mode="json")
    return plain


def read(plain: dict[str, Any]) -> Ranking:
    """Read a ranking back."""
    return _adapter().validate_python(plain)


@cache
def _adapter() -> TypeAdapter[Ranking]:
    return TypeAdapter(Ranking)
