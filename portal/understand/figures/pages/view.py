"""What the page of figures shows of one statistic in one period: total, types, districts, and every cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from portal.city.issues.names import Names
from portal.city.places.outlines import Drawing
from portal.city.services.cells import cell_of, parts_of
from portal.city.wording import Wording
from portal.understand.figures.catalogue import Statistic
from portal.understand.figures.figure import Figure, grouped, total
from portal.understand.figures.pages.district_map import DistrictMap, map_of
from portal.understand.figures.pages.shown_numbers import (
    Finding,
    Number,
    Row,
    finding_of,
    largest_first,
    marked,
    number_of,
    rows_of,
)
from portal.understand.figures.rules import is_starting_up
from privacy.dp.estimates import Estimate
from privacy.dp.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A statistic by type of problem and district, over a period that one or more releases make up."""

    statistic: Statistic
    period: Period
    references: tuple[str, ...]
    whole: Estimate
    total: Number
    categories: tuple[Row, ...]
    by_category: Finding
    districts: tuple[Row, ...]
    by_district: Finding
    columns: tuple[Markup, ...]  # the types, in the order of the cells of a district
    cells: tuple[tuple[Row, tuple[Number | None, ...]], ...]
    map: DistrictMap | None
    starting_up: bool
    bar_scale: int

    @property
    def has_one_release(self) -> bool:
        """Say whether the numbers are those of a single release, not added up."""
        return len(self.references) == 1


def view_of(
    statistic: Statistic,
    period: Period,
    figures: tuple[Figure, ...],
    *,
    names: Names,
    locale: str,
    drawing: Drawing,
    start: int | None,
) -> PlaceView:
    """Add up the releases of a period and put names to the numbers."""
    cells = grouped(figures, lambda key: key)
    category_names = _named({parts_of(key)[0] for key in cells}, _services(names, locale))
    district_names = _named({parts_of(key)[1] for key in cells}, _districts(names))
    categories = rows_of(grouped(figures, lambda key: parts_of(key)[0]), category_names)
    districts = rows_of(grouped(figures, lambda key: parts_of(key)[1]), district_names)
    whole = total(figures)
    return PlaceView(
        statistic=statistic,
        period=period,
        references=tuple(figure.reference for figure in figures),
        whole=whole,
        total=number_of(whole),
        categories=largest_first(categories),
        by_category=finding_of(categories),
        districts=districts,
        by_district=finding_of(districts),
        columns=tuple(map(marked, category_names.values())),
        cells=tuple((row, _cells_of(row.code, tuple(category_names), cells)) for row in districts),
        map=map_of(districts, drawing),
        starting_up=is_starting_up(period, start),
        bar_scale=max((row.number.high for row in categories), default=1) or 1,
    )


def _cells_of(district: str, categories: tuple[str, ...], cells: Mapping[str, Estimate]) -> tuple[Number | None, ...]:
    found = (cells.get(cell_of(category, district)) for category in categories)
    return tuple(None if each is None else number_of(each) for each in found)


def _services(names: Names, locale: str) -> dict[str, Wording]:
    return {code: service.name_in(locale) for code, service in names.services.items()}


def _districts(names: Names) -> dict[str, Wording]:
    return {code: Wording(each.name, each.language) for code, each in names.districts.items()}


def _named(codes: set[str], known: dict[str, Wording]) -> dict[str, Wording]:
    """Name codes in the city's order; those that the city has forgotten come last, by their code."""
    forgotten = {code: Wording(code, "") for code in sorted(codes - known.keys())}
    return {code: name for code, name in (known | forgotten).items() if code in codes}
