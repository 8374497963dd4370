"""Rank the measures: the need that each would take away, for its cost, and which need weighs most in it."""

from dataclasses import dataclass

import numpy as np

from portal.decide.prioritisation.draws import Floats
from portal.decide.prioritisation.inputs import Candidate, Inputs
from portal.decide.prioritisation.needs import Needs
from portal.decide.prioritisation.rules import Place, Scatter, Span, clearly_largest, ranked, spans_of

PER_CENTS = 1_000_000  # points are shown for each 10,000 euros


@dataclass(frozen=True, slots=True)
class Answer:
    """What a measure would answer: points taken away, points for each 10,000 euros, and the needs that weigh most.

    `weighs_most` has one service where it is clear, several where these cannot be told apart.
    """

    reference: str
    points: Span
    for_cost: Span
    weighs_most: tuple[str, ...]


def order_of(inputs: Inputs, needs: Needs, shares: Floats) -> tuple[tuple[Place, ...], tuple[Answer, ...]]:
    """Rank the candidates by points divided by a power of the cost; the answers come in the order of the places.

    The power is a published weight: 1 ranks by points for each euro, 0 by points alone.
    """
    if not inputs.candidates or not inputs.cells:
        return (), ()
    references = [each.reference for each in inputs.candidates]
    costs = np.array([each.cost_cents / PER_CENTS for each in inputs.candidates])
    points, errors = _relieved(inputs, needs, shares)
    divisor = costs ** (inputs.weights.cost / 100)
    places = ranked(references, points / divisor, Scatter(errors / divisor))
    spans = spans_of(points, Scatter(errors))
    for_cost = spans_of(points / costs, Scatter(errors / costs))
    answers = {
        each.reference: Answer(each.reference, spans[at], for_cost[at], _weighs_most(each, inputs, needs))
        for at, each in enumerate(inputs.candidates)
    }
    return places, tuple(answers[place.key] for place in places)


def _relieved(inputs: Inputs, needs: Needs, shares: Floats) -> tuple[Floats, Floats]:
    """Give the points that each candidate takes away, and draws of their error: of the need times the share."""
    answered = np.array([[each.answers(cell) for each in inputs.candidates] for cell in inputs.cells], dtype=float)
    need, errors = needs.points @ answered, needs.errors @ answered
    expected = np.array([each.percent / 100 for each in inputs.candidates])
    return need * expected, (need + errors) * shares - need * expected


def _weighs_most(candidate: Candidate, inputs: Inputs, needs: Needs) -> tuple[str, ...]:
    """Name the services with the largest part in what a candidate answers: more than one where no one is clear."""
    services = [each for each in candidate.services if any(cell.service == each for cell in inputs.cells)]
    if len(services) < 2:
        return tuple(services)
    cells = [at for at, cell in enumerate(inputs.cells) if candidate.answers(cell)]
    part = np.array([[inputs.cells[at].service == each for each in services] for at in cells], dtype=float)
    own_kinds = np.arange(len(services), dtype=np.int32)
    return clearly_largest(services, needs.points[cells] @ part, Scatter(needs.errors[:, cells] @ part, own_kinds))
