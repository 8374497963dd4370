"""Gather what a ranking rests on: released figures of the newest weeks, public facts of today, published measures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlmodel import Session

from portal.city.issues.burdens import Burden, open_burdens
from portal.city.places.facts import District
from portal.city.places.queries import districts
from portal.city.services.cells import cell_of
from portal.city.services.queries import active_services
from portal.decide.prioritisation.inputs import DRAWS, Candidate, Cell, Counted, Draw, Inputs, Open
from portal.decide.prioritisation.weights import AGES_DAYS, Weights
from portal.decide.prioritisation.window import Released, Window
from portal.decide.solutions import queries as solutions
from portal.decide.solutions.queries import SolutionView
from privacy.dp.weeks import week_of


def gather(
    session: Session, window: Window, *, weights: Weights, on: date, software: str, draws: int = DRAWS
) -> Inputs:
    """Put together all that a ranking is made of. It reads releases, issues, services, places and measures only."""
    services = [each.code for each in active_services(session, week=week_of(on))]
    places = districts(session)
    burdens = _by_cell(open_burdens(session, on=on, ages_days=AGES_DAYS))
    found = Inputs(
        releases=window.references,
        first_week=window.first_week,
        end_week=window.weeks.stop,
        on=on.isoformat(),
        people={each.code: each.population for each in places},
        cells=tuple(_cell(service, place, window, burdens) for service in services for place in places),
        candidates=tuple(candidate(each) for each in solutions.published(session)),
        weights=weights,
        software=software,
        draws=draws,
    )
    return found.in_order()


def candidate(solution: SolutionView) -> Candidate:
    """Take a published measure up into a ranking."""
    measure, relief = solution.measure, solution.measure.relief
    return Candidate(
        reference=solution.reference,
        version=solution.version,
        titles=measure.titles,
        cost_cents=measure.cost_cents,
        services=measure.services,
        districts=measure.districts,
        percent=relief.percent,
        low_percent=relief.low_percent,
        high_percent=relief.high_percent,
    )


def counted(window: Window, key: str) -> tuple[Counted, Counted, int]:
    """Add up what was released of a need: residents, those without an account, and for how many weeks."""
    residents, weeks = _sum(window.residents, key)
    anonymous, others = _sum(window.anonymous, key)
    return residents, anonymous, max(weeks, others)


def _cell(service: str, place: District, window: Window, burdens: Mapping[tuple[str, str], Sequence[Burden]]) -> Cell:
    residents, anonymous, weeks = counted(window, cell_of(service, place.code))
    return Cell(
        service=service,
        district=place.code,
        residents=residents,
        anonymous=anonymous,
        weeks=weeks,
        open=tuple(Open(each.severity, each.age, each.issues) for each in burdens.get((service, place.code), ())),
    )


def _sum(releases: Iterable[Released], key: str) -> tuple[Counted, int]:
    """Add up the released numbers of a cell, and count its weeks. Every number is in one release and added once."""
    value = weeks = 0
    noise: Counter[tuple[str, int]] = Counter()
    for release in releases:
        if key in release.cells:
            value += release.cells[key]
            weeks += len(release.period.weeks)
            noise[release.noise.mechanism.value, release.noise.scale_milli] += 1
    return Counted(value, tuple(Draw(*law, count) for law, count in sorted(noise.items()))), weeks


def _by_cell(burdens: Iterable[Burden]) -> dict[tuple[str, str], list[Burden]]:
    found: dict[tuple[str, str], list[Burden]] = {}
    for burden in burdens:
        found.setdefault((burden.service_code, burden.district_code), []).append(burden)
    return found
