"""Whether every ranking is what its releases and its weights come to.

Releases are compared with the privacy ledger elsewhere. What was open in the city on the day of a ranking cannot be
found out later: it is what the ranking says, and the name of the ranking is a hash of it. The order is worked out anew
where this very version of the portal made it; another one may have ranked in another way.
"""

import math
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from portal.decide.prioritisation import evidence, queries
from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.models import RankingRow
from portal.decide.prioritisation.released import named
from portal.decide.prioritisation.weights import Weights
from portal.ground.audit_log import queries as audit_log
from portal.ground.audit_log.acts import Act
from portal.ground.errors import first_line
from portal.ground.version import software
from privacy.dp.verification import Verdict

_UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, LookupError, RecursionError)


def verified(session: Session) -> Verdict:
    """Recompute every ranking from the releases that it names and its weights; name the first that is wrong."""
    try:
        digests = session.scalars(sa.select(col(RankingRow.digest)).order_by(col(RankingRow.id))).all()
        weights, older = queries.every_weights(session), 0  # after the rankings: these rest on what was set before
        weights_differ = _weights_differ(session) and _weights_differ(session)  # twice: they may just be set
        for digest in digests:
            try:
                row = session.scalars(sa.select(RankingRow).where(col(RankingRow.digest) == digest)).one()
                inputs = made_of.read(row.inputs)
                problem = next(_problems(session, row, inputs, weights), None)
            except _UNREADABLE:
                problem = "cannot be read"
            if problem is not None:
                return Verdict(holds=False, says=f"ranking {digest}: {problem}")
            older += inputs.software != software()
            session.expunge(row)
    except DBAPIError as error:
        return Verdict(holds=False, says=f"the database cannot be read: {first_line(error)}")
    if weights_differ:
        return Verdict(holds=False, says="the weights in force are not those that were set at the desk")
    left_out = f", {older} of them by another version, whose order was not worked out anew" if older else ""
    return Verdict(holds=True, says=f"{len(digests)} hold{left_out}")


def _weights_differ(session: Session) -> bool:
    """Compare with the newest entry of the audit log, as long as it has its details."""
    set_last = next((each for each in audit_log.entries(session, object="priorities") if each.act == Act.WEIGHTS), None)
    stored = queries.weights_in_force(session)
    return set_last is not None and any(getattr(stored, name) != told for name, told in set_last.facts.items())


def _problems(session: Session, row: RankingRow, inputs: Inputs, weights: frozenset[Weights]) -> Iterator[str]:
    if (row.digest, row.cause) != (inputs.digest, inputs.cause) or row.inputs != made_of.written(inputs):
        yield "is not made of what its name says"
    if inputs.weights not in weights:
        yield "was made with weights that the city has not set"
    window = named(session, inputs)
    if window is None:
        yield "rests on a release that there is not"
    elif any(
        evidence.counted(window, cell.key) != (cell.residents, cell.anonymous, cell.weeks) for cell in inputs.cells
    ):
        yield "its numbers are not those of its releases"
    if inputs.software == software() and not _is_same(results.written(results.rank(inputs)), row.outcome):
        yield "its order is not what its numbers and weights come to"


def _is_same(one: Any, other: Any) -> bool:
    """Compare plain JSON; another machine may round the last digit of a fraction otherwise."""
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[name], other[name]) for name in one)
    return bool(one == other)
