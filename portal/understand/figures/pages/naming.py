"""What a cell is called: its type of problem, its district, or the whole city."""

from portal.city.issues.names import Names
from portal.city.services.cells import parts_of
from portal.city.wording import Wording
from portal.understand.figures.catalogue import Axis, Statistic


def codes_of(statistic: Statistic, key: str) -> dict[Axis, str]:
    """Take the name of a cell apart."""
    if len(statistic.axes) == 2:
        return dict(zip(statistic.axes, parts_of(key), strict=True))
    return dict.fromkeys(statistic.axes, key)


def names_in(statistic: Statistic, key: str, names: Names, locale: str) -> dict[Axis, Wording]:
    """Say the parts of a cell in words."""
    codes = codes_of(statistic, key)
    return {
        axis: names.service(code, locale) if axis is Axis.CATEGORY else names.district(code)
        for axis, code in codes.items()
    }
