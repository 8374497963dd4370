"""The accessibility statement: what is known not to be accessible, and how that is found out.

Remove a failure in the commit that ends it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from accessibility.statement import Failure, Reason, Status, status_of
from i18n.lazy import Lazy, lazy

STATUS: Final = {
    Status.FULL: lazy("This portal meets WCAG 2.2 at level AA, as far as we know."),
    Status.PARTIAL: lazy("This portal meets WCAG 2.2 at level AA, except for what is listed here."),
    Status.NONE: lazy("This portal does not meet WCAG 2.2 at level AA yet."),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known to fail."""

    failure: Failure
    where: Lazy
    what: Lazy


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page says."""

    reviewed_on: date
    methods: tuple[Lazy, ...]
    known: tuple[Known, ...]

    @property
    def status(self) -> Lazy:
        """How far the portal conforms."""
        return STATUS[status_of(each.failure for each in self.known)]


STATEMENT: Final = Statement(
    reviewed_on=date(2026, 11, 23),
    methods=(
        lazy("Every page is checked by a program in each language, at three widths, in light and dark."),
        lazy("Keyboard use, text at 200 percent, text spacing and high contrast are checked in a real browser."),
        lazy("No check with a screen reader by people who use one has been made yet."),
        lazy("No native speakers have read the translations yet."),
    ),
    known=(
        Known(
            Failure("3.1.2", Reason.NON_COMPLIANCE),
            lazy("Adding a photo to a report"),
            lazy("The button that opens the list of files speaks the language of the browser, not that of the page."),
        ),
    ),
)
