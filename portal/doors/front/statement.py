"""The accessibility statement in sentences that can be translated; the facts come from `accessibility`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from accessibility import statement as facts
from i18n.lazy import Lazy, lazy

STATUS: Final = {
    facts.Status.FULL: lazy("This portal meets WCAG 2.2 at level AA, as far as we know."),
    facts.Status.PARTIAL: lazy("This portal meets WCAG 2.2 at level AA, except for what is listed here."),
    facts.Status.NONE: lazy("This portal does not meet WCAG 2.2 at level AA yet."),
}

ISSUES: Final = {
    "file-button-language": (
        lazy("Adding a photo to a report"),
        lazy("The button that opens the list of files speaks the language of the browser, not that of the page."),
    ),
}

METHODS: Final = (
    lazy("Every page is checked by a program in each language, at three widths, in light and dark."),
    lazy("Keyboard use, text at 200 percent, text spacing and high contrast are checked in a real browser."),
    lazy("No check with a screen reader by people who use one has been made yet."),
    lazy("No native speakers have read the translations yet."),
)


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known to fail."""

    criterion: str
    where: Lazy
    what: Lazy


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page says."""

    status: Lazy
    reviewed_on: date
    issues: tuple[Known, ...]
    methods: tuple[Lazy, ...]


@cache
def statement() -> Statement:
    """Read the facts and put them into sentences."""
    found = facts.parse(files("accessibility").joinpath("known_issues.toml").read_text(encoding="utf-8"))
    known = tuple(Known(issue.criterion, *ISSUES[issue.id]) for issue in found.issues)
    return Statement(STATUS[found.status], found.reviewed_on, known, METHODS)
