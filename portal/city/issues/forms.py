"""What a reader may ask of the list: status, category, district, order, and a place to go on from."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, plazy
from portal.city.issues.addresses import read_cursor
from portal.city.issues.listing import Group, Order, Wanted
from portal.city.issues.names import Names
from portal.city.wording import Wording
from portal.ground.errors import NotFound

E = TypeVar("E", bound=StrEnum)

GROUP_NAMES: Final[dict[Group, Lazy]] = {
    Group.OPEN: plazy("filter of issues", "Open"),
    Group.CLOSED: plazy("filter of issues", "Closed"),
    Group.ALL: plazy("filter of issues", "All"),
}
ORDER_NAMES: Final[dict[Order, Lazy]] = {
    Order.NEWEST: lazy("Newest first"),
    Order.OLDEST: lazy("Oldest first"),
}


def read_filter(query: Mapping[str, str], names: Names) -> Wanted:
    """Read an address: what is left out or not understood is as it would be at first.

    Raises NotFound for a category or a district that the city never had: an empty list would say something false.
    """
    category, district = query.get("category", ""), query.get("district", "")
    if (category and category not in names.services) or (district and district not in names.districts):
        raise NotFound
    return Wanted(
        group=_one_of(Group, query.get("status", ""), Group.OPEN),
        category=category,
        district=district,
        order=_one_of(Order, query.get("order", ""), Order.NEWEST),
        after=read_cursor(query.get("after", "")),
        before=read_cursor(query.get("before", "")),
    )


def filter_fields(wanted: Wanted, names: Names, locale: str) -> tuple[Field, ...]:
    """The questions of the filter, with what is chosen now."""
    return (
        _select("status", lazy("Status"), wanted.group, ((group, said) for group, said in GROUP_NAMES.items())),
        _select("category", lazy("Type"), wanted.category, _categories(wanted, names, locale)),
        _select("district", lazy("District"), wanted.district, _districts(wanted, names)),
        _select("order", lazy("Order"), wanted.order, ((order, said) for order, said in ORDER_NAMES.items())),
    )


def place_and_type(category: str, district: str, names: Names, locale: str) -> tuple[Field, ...]:
    """The two questions of a feed, with what is chosen now."""
    wanted = Wanted(category=category, district=district)
    return tuple(each for each in filter_fields(wanted, names, locale) if each.name in ("category", "district"))


def _select(name: str, label: Lazy, chosen: str, options: Iterator[tuple[str, Lazy | Wording]]) -> Field:
    choices = tuple(Choice(value=value, label=said) for value, said in options)
    return Field(id=name, name=name, kind=Kind.SELECT, label=label, choices=choices, values=(chosen,))


def _categories(wanted: Wanted, names: Names, locale: str) -> Iterator[tuple[str, Lazy | Wording]]:
    yield "", lazy("All types")
    for code, service in names.services.items():
        if service.retired_from_week is None or code == wanted.category:
            yield code, service.name_in(locale)


def _districts(wanted: Wanted, names: Names) -> Iterator[tuple[str, Lazy | Wording]]:
    yield "", lazy("All districts")
    for code, district in names.districts.items():
        if district.active or code == wanted.district:
            yield code, district.wording


def _one_of(kind: type[E], text: str, otherwise: E) -> E:
    try:
        return kind(text)
    except ValueError:
        return otherwise
