"""A ranking as a page and a download show it: keys have become names, and every number has its range."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.city.issues.names import Names
from portal.city.wording import Wording, wording
from portal.decide.prioritisation.inputs import Candidate, Cell, Counted, Inputs
from portal.decide.prioritisation.measures import Answer
from portal.decide.prioritisation.queries import Stored
from portal.decide.prioritisation.ranking import Basis, Result
from portal.decide.prioritisation.rules import Group, Place, Span
from portal.web.drawings.ranks import POSSIBLE
from privacy.dp import sums

MOST_LANES = 12  # places that fit beside one another; longer lists say their places in words


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in the order. `services` have their names; so have those that weigh most."""

    place: Place
    candidate: Candidate
    answer: Answer
    title: Wording
    services: tuple[Wording, ...]
    weighs_most: tuple[Wording, ...]
    is_published: bool

    @property
    def key(self) -> str:
        """Name the measure."""
        return self.candidate.reference


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need in the order: in one district, or in the whole city where `district` is None."""

    place: Place
    service: Wording
    district: Wording | None
    points: Span
    residents: Span
    anonymous: Span
    open: int
    weeks: int

    @property
    def key(self) -> str:
        """Name the need as its figure is named."""
        return self.place.key


@dataclass(frozen=True, slots=True)
class GroupView:
    """Neighbours in an order that cannot be told apart, or one thing whose place is certain."""

    group: Group
    rows: tuple[MeasureRow, ...] | tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class RankingView:
    """Everything that a page says of a ranking."""

    digest: str
    inputs: Inputs
    measures: tuple[GroupView, ...]
    categories: tuple[GroupView, ...]
    cells: tuple[NeedRow, ...]
    basis: Basis
    anonymous: bool  # whether reports without an account are in the order

    @property
    def measure_rows(self) -> tuple[MeasureRow, ...]:
        """List the measures in their order."""
        return tuple(row for group in self.measures for row in group.rows if isinstance(row, MeasureRow))

    @property
    def category_rows(self) -> tuple[NeedRow, ...]:
        """List the needs of the whole city in their order."""
        return tuple(row for group in self.categories for row in group.rows if isinstance(row, NeedRow))


def view_of(stored: Stored, *, names: Names, locale: str, published: Iterable[str], anonymous: bool) -> RankingView:
    """Say a ranking in one language; `published` are the measures that still have a page."""
    result = stored.ranking.full if anonymous else stored.ranking.residents_only
    still = frozenset(published)
    measures = _measures(stored.inputs, result, names, locale, still)
    categories = {row.key: row for row in _categories(stored.inputs, result, names, locale)}
    return RankingView(
        digest=stored.digest,
        inputs=stored.inputs,
        measures=tuple(GroupView(each, tuple(measures[key] for key in each.keys)) for each in result.measures.groups),
        categories=tuple(
            GroupView(each, tuple(categories[key] for key in each.keys)) for each in result.categories.groups
        ),
        cells=tuple(_cells(stored.inputs, result, names, locale)),
        basis=result.basis,
        anonymous=anonymous,
    )


def lane_of(place: Place) -> tuple[float, ...]:
    """Give the chances as the lane draws them: a disc on every place from the first possible to the last, no other."""
    return tuple(
        max(chance, POSSIBLE) if place.first <= at <= place.last else 0.0 for at, chance in enumerate(place.chances, 1)
    )


def rounded(number: float) -> float:
    """Round for reading: whole from 10 on, one decimal below, and never below nought."""
    shown = max(number, 0.0)
    return round(shown) if shown >= 10 else round(shown, 1)


def _measures(
    inputs: Inputs, result: Result, names: Names, locale: str, published: frozenset[str]
) -> dict[str, MeasureRow]:
    known = {each.reference: each for each in inputs.candidates}
    answers = {each.reference: each for each in result.answers}
    return {
        place.key: MeasureRow(
            place=place,
            candidate=known[place.key],
            answer=answers[place.key],
            title=wording(known[place.key].titles, locale),
            services=tuple(names.service(code, locale) for code in known[place.key].services),
            weighs_most=tuple(names.service(code, locale) for code in answers[place.key].weighs_most),
            is_published=place.key in published,
        )
        for place in result.measures.places
    }


def _categories(inputs: Inputs, result: Result, names: Names, locale: str) -> Iterable[NeedRow]:
    for place in result.categories.places:
        cells = [each for each in inputs.cells if each.service == place.key]
        yield _row(place, cells, names.service(place.key, locale), None, place.number)


def _cells(inputs: Inputs, result: Result, names: Names, locale: str) -> Iterable[NeedRow]:
    known = {each.key: each for each in inputs.cells}
    for place, points in zip(result.cells.places, result.points, strict=True):
        cell = known[place.key]
        yield _row(place, [cell], names.service(cell.service, locale), names.district(cell.district), points)


def _row(place: Place, cells: list[Cell], service: Wording, district: Wording | None, points: Span) -> NeedRow:
    return NeedRow(
        place=place,
        service=service,
        district=district,
        points=points,
        residents=_total(each.residents for each in cells),
        anonymous=_total(each.anonymous for each in cells),
        open=sum(each.count for cell in cells for each in cell.open),
        weeks=max(each.weeks for each in cells),
    )


def _total(counted: Iterable[Counted]) -> Span:
    """Add released numbers up, with the exact range of their noise together."""
    several = tuple(counted)
    value = sum(each.value for each in several)
    terms = sums.merged(*(each.terms for each in several))
    width = sums.half_width(terms) if terms else 0
    return Span(value, value - width, value + width)
