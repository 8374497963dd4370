"""Say what the ledger remembers: five kinds of event in one hash-chained sequence, and the port that stores them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from privacy.dp.budgets import Budget
from privacy.dp.canonical import digest, facts_of
from privacy.dp.noise import Mechanism
from privacy.dp.periods import Period
from privacy.dp.plans import Plan
from privacy.dp.units import Price


class LedgerError(Exception):
    """The ledger's rules forbid this; nothing was written."""


class Overspent(LedgerError):
    """The price is more than a plan, a family or the year has left."""


class AlreadyMeasured(LedgerError):
    """This statistic and period were published or given up: the same question never gets a second noise."""


class Unfounded(LedgerError):
    """The event does not follow from the rows before it: no budget, no plan, no reservation, or other terms."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A budget year begins: its caps are fixed before anything is bought."""

    kind: ClassVar[str] = "opening"
    budget: Budget


@dataclass(frozen=True, slots=True)
class Purchase:
    """A plan is bought, once, for the whole year."""

    kind: ClassVar[str] = "purchase"
    plan: Plan
    price: Price


@dataclass(frozen=True, slots=True)
class Reservation:
    """A period is taken, durably, before any noise is drawn for it.

    `reserved_on` is the city's day. `more_keys` are public cells added since the plan was bought: they cost nothing,
    because one contribution still falls in one cell.
    """

    kind: ClassVar[str] = "reservation"
    plan_id: str
    period: str
    reserved_on: str
    more_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The numbers of one period: signed, never clamped, in the order of the plan's keys and then of `more_keys`."""

    kind: ClassVar[str] = "release"
    plan_id: str
    period: str
    mechanism: Mechanism
    scale_milli: int
    domain: str
    software: str
    numbers: tuple[int, ...]
    payload_hash: str


@dataclass(frozen=True, slots=True)
class Forfeit:
    """A period is spent and will never be published: after a restore, nobody can say whether its noise was seen."""

    kind: ClassVar[str] = "forfeit"
    plan_id: str
    period: str


Event = Opening | Purchase | Reservation | Release | Forfeit


def domain_of(plan: Plan, reservation: Reservation) -> str:
    """Hash the list of keys a release answers to: its domain version."""
    return digest({"keys": (*plan.keys, *reservation.more_keys)})


def payload_hash_of(release: Release) -> str:
    """Hash everything a release says about its numbers, except which software wrote them."""
    facts = facts_of(release)
    del facts["payload_hash"], facts["software"]
    return digest(facts)


def release_of(plan: Plan, reservation: Reservation, *, numbers: Sequence[int], software: str) -> Release:
    """Put measured numbers on record under the terms they were bought and measured on."""
    unsigned = Release(
        plan_id=plan.id,
        period=reservation.period,
        mechanism=plan.mechanism,
        scale_milli=plan.scale_milli,
        domain=domain_of(plan, reservation),
        software=software,
        numbers=tuple(numbers),
        payload_hash="",
    )
    facts = {name: getattr(unsigned, name) for name in unsigned.__slots__}
    return Release(**{**facts, "payload_hash": payload_hash_of(unsigned)})


@dataclass(frozen=True, slots=True)
class Row:
    """One link of the chain. `hash` covers `seq`, `previous` and the event; both hashes are SHA-256 in hex."""

    seq: int
    previous: str
    event: Event
    hash: str


class Ledger(Protocol):
    """Where the chain is kept. Every method is atomic: it appends one row, or none and raises `LedgerError`."""

    def open_year(self, budget: Budget) -> None:
        """Fix a year's caps. Does nothing when the same budget is already open."""

    def buy(self, plan: Plan) -> Purchase:
        """Pay for a plan at `plan.price`, or return the purchase made before. Raises Overspent."""

    def reserve(self, plan_id: str, period: Period, *, today: date, more_keys: tuple[str, ...] = ()) -> Reservation:
        """Take a closed period before measuring it, or return the reservation that was never published.

        Raises AlreadyMeasured when it was published or forfeited, or the statistic measured there by another plan.
        """

    def publish(self, release: Release) -> Release:
        """Store the first release of a reserved period and return the stored one: a later caller's noise is dropped."""

    def forfeit(self, plan_id: str, period: Period) -> None:
        """Count a period as spent and never publish it."""

    def rows(self) -> Iterable[Row]:
        """Read the chain from the first row on."""
