"""The parts of a page that are the same for many readers, kept ready: a line of the list, the filter, a day.

The key of each holds all that it shows, so nothing here can be out of date.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from i18n.lazy import Lazy
from portal.city.issues.addresses import written
from portal.city.issues.forms import filter_fields
from portal.city.issues.listing import Line, Wanted
from portal.city.issues.names import Names
from portal.city.issues.rules import OUTCOME_NAMES, STATUS_NAMES, Outcome, Status
from portal.city.issues.timeline import Moment
from portal.city.wording import Wording
from portal.web.addresses import with_query
from portal.web.rendering import environment

MOST_LINES = 12_000  # about 10 MB
MOST_FILTERS = 300
MOST_MOMENTS = 4_000

PROGRESS = {Status.OPEN: "new", Status.SCHEDULED: "half", Status.IN_PROGRESS: "half", Status.CLOSED: "done"}


def status_words(status: str, outcome: str | None) -> Lazy:
    """Say where an issue stands: "closed" never alone, because it does not mean fixed."""
    return OUTCOME_NAMES[Outcome(outcome)] if outcome else STATUS_NAMES[Status(status)]


@lru_cache(256)
def status_tag(tag: str, status: str, outcome: str | None) -> Markup:
    """Draw where an issue stands: a word, and a square that is empty, half or full."""
    macros = _macros(tag, "components/status_tag.html")
    drawn: Markup = macros.status_tag(status_words(status, outcome), PROGRESS[Status(status)])
    return drawn


@lru_cache(MOST_LINES)
def line(tag: str, base: str, shown: Line, category: Wording, district: Wording) -> Markup:
    """Draw one line of the list in the language `tag`; `base` is the address of the list.

    The title is in the words of whoever wrote it; `category` says in the reader's language what it is about, and
    `district` where it is, if nothing nearer is known.
    """
    address = written(shown.reference)
    standing, on = status_tag(tag, shown.status, shown.outcome), day(tag, shown.reported_on)
    drawn: Markup = _macros(tag, "issues/_row.html").row(
        shown, f"{base}/{address}", address, standing, on, category, district
    )
    return drawn


@lru_cache(MOST_FILTERS)
def filter_form(tag: str, action: str, names: Names, wanted: Wanted) -> Markup:
    """Draw the filter with what is chosen; `wanted` is at no place in the list."""
    fields = filter_fields(wanted, names, tag)
    drawn: Markup = _macros(tag, "components/filter_form.html").filter_form(action, fields, into="list")
    return drawn


@lru_cache(MOST_MOMENTS)
def moment(tag: str, told: Moment) -> Markup:
    """Draw one step of a timeline; most issues share theirs with others of the same day."""
    drawn: Markup = _macros(tag, "issues/_moment.html").moment(told, day(tag, told.on))
    return drawn


@lru_cache(MOST_FILTERS)
def crumb(tag: str, base: str, district: Wording, code: str) -> Markup:
    """Draw the way down to an issue: the list, then the list of its district."""
    drawn: Markup = _macros(tag, "issues/_crumb.html").way(base, district, with_query(base, {"district": code}))
    return drawn


@lru_cache(4096)
def day(tag: str, on: date) -> str:
    """Write a day in words."""
    return str(_formats(tag).date_medium(on))


def _macros(tag: str, template: str) -> Any:
    return environment(tag).get_template(template).module


def _formats(tag: str) -> Any:
    return environment(tag).globals["formats"]
