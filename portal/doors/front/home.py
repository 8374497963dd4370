"""What the front door shows: what was solved lately, the newest figure, and the poll that is open."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlmodel import Session

from i18n.lazy import Lazy, lazy, plazy
from i18n.locales import Locale
from portal.city.issues.latest_fixed import latest_fixed
from portal.city.issues.names import names_in
from portal.city.pages.routes import listed
from portal.city.places import queries as places
from portal.city.wording import Wording
from portal.doors.front import easy
from portal.ground.mail import pushes
from portal.ground.settings import Settings
from portal.listen.barriers import queries as barriers
from portal.listen.barriers import rules as barriers_rules
from portal.listen.voting import queries as voting
from portal.understand.figures.pages.front import FrontFigure, newest_figure, spent_this_year
from portal.web.visit import Visit
from privacy.retention import retention_of

LATEST = 3


@dataclass(frozen=True, slots=True)
class Closed:
    """A solved problem, as a row."""

    reference: str
    title: str
    title_lang: str
    district: str
    closed_on: date


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """The poll that closes first."""

    title: Wording
    closes_on: datetime


@dataclass(frozen=True, slots=True)
class Home:
    """The facts of the front door."""

    latest_closed: tuple[Closed, ...]
    figure: FrontFigure | None
    poll: OpenPoll | None
    has_results: bool  # of polls that are over


@dataclass(frozen=True, slots=True)
class Promise:
    """The year's epsilon for each person, and what was spent of it."""

    epsilon: float
    spent: float


PAGES: tuple[tuple[Lazy, str], ...] = (
    (lazy("Home page"), "home"),
    (lazy("Report a problem"), "reports:new"),
    (lazy("Write a report without a connection"), "reports:offline"),
    (lazy("Waiting to be sent"), "reports:waiting"),
    (lazy("Follow a report"), "track:show"),
    (lazy("Issues in the city"), "issues:index"),
    (lazy("Issues on a map"), "issues:map"),
    (lazy("Follow issues in the city"), "issues:follow"),
    (lazy("Decide with others"), "decide:polls"),
    (lazy("Figures"), "figures:index"),
    (lazy("All releases"), "figures:releases"),
    (lazy("The privacy ledger"), "figures:ledger"),
    (lazy("What the city should do first"), "priorities:index"),
    (lazy("Pages of the city"), "pages:index"),
    (lazy("Our privacy promise"), "privacy"),
    (plazy("a page about the site", "Your rights"), "rights"),
    (lazy("In sign language"), "signs:index"),
    (plazy("a page about the site", "Accessibility"), "accessibility"),
    (lazy("Report an accessibility problem"), "barriers:new"),
    *((each.title, each.name) for each in easy.PAGES),
    (plazy("verb", "Sign in"), "identity:sign_in"),
)


def facts(session: Session, locale: Locale) -> Home:
    """Gather what the front door shows."""
    names = names_in(session)
    solved = [
        (row, names.title(row.service_code, row.title, row.title_language, locale.tag))
        for row in latest_fixed(session, LATEST)
    ]
    closed = tuple(
        Closed(row.reference, title.text, title.locale, names.district(row.district_code).text, row.closed_on)
        for row, title in solved
    )
    return Home(closed, newest_figure(session, locale), _open_poll(session, locale), voting.has_results(session))


def _open_poll(session: Session, locale: Locale) -> OpenPoll | None:
    poll = voting.open_now(session)
    return OpenPoll(poll.question_in(locale.tag), poll.closes_at) if poll else None


def promise(session: Session, zone: tzinfo) -> Promise:
    """Gather what is promised, and what of it is spent."""
    city = places.jurisdiction(session)
    return Promise(epsilon=city.yearly_epsilon if city else 2.0, spent=spent_this_year(session, zone))


def answers(visit: Visit) -> dict[str, Any]:
    """Say how the city answers accessibility problems: its promise, and how it was kept."""
    today = visit.today
    days = {"first": barriers_rules.FIRST_DAYS, "last": barriers_rules.ANSWER_DAYS}
    return {"answers": barriers.kept(visit.session, today=today), "days": days}


def kept() -> dict[str, int]:
    """Say how many days after the end each thing is kept: by the rules that the worker forgets by."""
    columns = ("listen_report.email", "listen_report.push", "listen_report.place", "listen_report.point")
    days = {column.partition(".")[2]: retention_of(column).kept.days for column in columns}
    tables = {"support": "listen_support", "ballot": "listen_ballot"}
    return days | {name: retention_of(table).kept.days for name, table in tables.items()}


def push_services(settings: Settings) -> tuple[str, ...]:
    """Name whom the portal tells that there is news for a phone; nobody where the city has not switched it on."""
    return pushes.hosts_of(settings) if settings.push else ()


def pages(visit: Visit) -> tuple[tuple[Any, str], ...]:
    """List every page, with its address in the reader's language; those that the city wrote come last."""
    ours: tuple[tuple[Any, str], ...] = tuple((said, visit.url(name)) for said, name in PAGES if visit.has(name))
    written = ((Wording(each.title, each.locale.html_lang), each.name) for each in listed(visit))
    return ours + tuple((title, visit.url("pages:show", page=name)) for title, name in written)
