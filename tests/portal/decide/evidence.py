"""A small city's evidence: released numbers, measures, and the ranking that is made of them. Nothing here is real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from portal.decide.prioritisation.inputs import Candidate, Cell, Counted, Draw, Inputs, Open
from portal.decide.prioritisation.weights import DEFAULT, Weights
from portal.decide.solutions.rules import Measure, Relief
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Period

SERVICES = ("light", "noise", "waste")
DISTRICTS = ("centre", "marina")
PEOPLE: dict[str, int | None] = {"centre": 12_000, "marina": 8_000}


@dataclass(frozen=True, slots=True)
class FakeRelease:
    """One released period, as the ranking sees it."""

    reference: str
    period: Period
    cells: Mapping[str, int] = field(default_factory=dict)
    noise: Noise = field(default_factory=lambda: Noise(Mechanism.LAPLACE, 5_000))


def counted(value: int, *, scale_milli: int = 5_000, count: int = 1) -> Counted:
    """A released sum; scale nought is an exact number."""
    return Counted(value, (Draw("laplace", scale_milli, count),) if scale_milli else ())


def cell(service: str, district: str, residents: int, anonymous: int = 0, **facts: int) -> Cell:
    """One need with the noise of `scale_milli`, 0 for none."""
    scale = facts.get("scale_milli", 5_000)
    problems = (Open(2, 0, facts["open"]),) if facts.get("open") else ()
    return Cell(
        service=service,
        district=district,
        residents=counted(residents, scale_milli=scale),
        anonymous=counted(anonymous, scale_milli=scale // 5),
        weeks=13,
        open=problems,
    )


def candidate(number: int, *, services: Sequence[str], cost_cents: int = 1_000_000, **facts: object) -> Candidate:
    """One measure; without districts it helps everywhere."""
    made = Candidate(
        reference=f"S-{number:03d}-XXX",
        version=2,
        titles={"ca": f"Mesura {number}", "en": f"Measure {number}"},
        cost_cents=cost_cents,
        services=tuple(services),
        districts=(),
        percent=50,
        low_percent=50,
        high_percent=50,
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def inputs(
    cells: Sequence[Cell],
    candidates: Sequence[Candidate] = (),
    *,
    weights: Weights = DEFAULT,
    people: dict[str, int | None] | None = None,
    draws: int = 2_000,
) -> Inputs:
    """What a ranking is made of."""
    return Inputs(
        releases=("anonymous-2026-Q3", "needs-2026-Q3"),
        first_week=130,
        end_week=143,
        on="2026-11-23",
        people=PEOPLE if people is None else people,
        cells=tuple(cells),
        candidates=tuple(candidates),
        weights=weights,
        software="veu test",
        draws=draws,
    )


def measure(number: int = 1, *, relief: Relief | None = None, **facts: object) -> Measure:
    """A measure as the desk writes it, in the city's two languages and in English."""
    made = Measure(
        titles={"ca": f"Mesura {number}", "es": f"Medida {number}", "en": f"Measure {number}"},
        summaries={"ca": "Què fem", "es": "Qué hacemos", "en": "What we do"},
        effects={"ca": "Què canvia", "es": "Qué cambia", "en": "What changes"},
        cost_cents=26_000_000,
        services=("light",),
        districts=(),
        relief=relief or Relief(40, 40, 40),
    )
    return replace(made, **facts)  # type: ignore[arg-type]
