"""What a service is, and when it can be chosen. Source of the words: Open311 GeoReport v2, "GET Service List"."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from portal.city.city_file import LocalTexts
from portal.city.wording import Wording, wording

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Week = Annotated[int, Field(ge=0, le=10_000)]  # weeks since Monday 2024-01-01, in the city's time zone

# The pictograms of the look; a service names one of them.
ICONS = frozenset(
    {"light", "ground", "step", "waste", "green", "noise", "water", "traffic", "repair", "reuse", "ewaste", "building",
     "animal", "other"}
)  # fmt: skip


class PublicPoint(StrEnum):
    """What a public page shows of the place; without a list of the city's things, each is shown by its cell."""

    CELL = "cell"  # the middle of the H3 cell that the point lies in
    ASSET = "asset"  # the city's own lamp, sign or container: nobody lives in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One type of problem, with the city's policy for it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: Code
    group: Code
    group_names: LocalTexts
    names: LocalTexts
    hints: LocalTexts
    icon: Code
    sensitive: bool = False  # "may the city show this publicly?" starts at "only staff"
    public_point: PublicPoint = PublicPoint.CELL
    never_on_map: bool = False
    due_days: Annotated[int, Field(ge=1, le=730)]
    shows_emergency: bool = False  # "Danger to life? Call 112" stands beside it
    sort_order: Annotated[int, Field(ge=0)] = 0
    active_from_week: Week = 0
    retired_from_week: Week | None = None

    def name_in(self, locale: str) -> Wording:
        """Say the name in `locale`, or in the city's first language."""
        return wording(self.names, locale)

    def hint_in(self, locale: str) -> Wording:
        """Say the hint in `locale`, or in the city's first language."""
        return wording(self.hints, locale)

    def is_active(self, week: int) -> bool:
        """Whether it can be chosen in this week: a new service starts with a period, so that figures know it."""
        return self.active_from_week <= week and (self.retired_from_week is None or week < self.retired_from_week)
