"""H24: how many bytes a page may cost its reader, on a slow line and a small contract."""

from dataclasses import dataclass
from enum import StrEnum

from accessibility.audit.finding import Finding

KB = 1000


class PageKind(StrEnum):
    """The three weights of pages."""

    STEP = "step of a report"
    PAGE = "any other page"
    MAP = "map, only on request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Bytes of one first visit as they travel (compressed), and how many requests fetch them. Photos are apart."""

    html: int
    css: int = 0
    script: int = 0
    photos: int = 0
    other: int = 0
    requests: int = 1

    @property
    def total(self) -> int:
        """Everything but photos."""
        return self.html + self.css + self.script + self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that each part may weigh, in bytes."""

    html: int
    css: int
    script: int
    total: int
    requests: int


# What a slow phone fetches before its reader gives up. A step fits the first window of a connection: 10 segments of
# 1,460 bytes (RFC 6928).
BUDGETS = {
    PageKind.STEP: Budget(html=10 * KB, css=10 * KB, script=3 * KB, total=14_600, requests=3),
    PageKind.PAGE: Budget(html=20 * KB, css=10 * KB, script=20 * KB, total=50 * KB, requests=8),
    PageKind.MAP: Budget(html=20 * KB, css=20 * KB, script=110 * KB, total=150 * KB, requests=40),
}
PARTS = ("html", "css", "script", "total", "requests")


def over_budget(kind: PageKind, weight: Weight, *, url: str = "") -> tuple[Finding, ...]:
    """Return each part of the page that weighs more than it may."""
    budget = BUDGETS[kind]
    return tuple(
        Finding(
            rule="H24.bytes",
            message=f"{part}: {getattr(weight, part):,} is more than {getattr(budget, part):,} for a {kind.value}",
            where=url,
        )
        for part in PARTS
        if getattr(weight, part) > getattr(budget, part)
    )
