"""The queue's page: what waits, oldest first or by the day an answer is due, and what needs a careful eye."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fastapi import Response
from starlette.responses import RedirectResponse

from i18n.lazy import Lazy, nlazy
from portal.city.issues.names import Names, names_of
from portal.city.places import queries as places
from portal.city.places.facts import Street
from portal.city.wording import Wording
from portal.doors.staff import finding, languages
from portal.doors.staff.cases import ages, notices, titles, waiting, wanted
from portal.doors.staff.cases.ages import Age
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.wanted import Order, State, Wanted
from portal.doors.staff.scripts import scripts
from portal.ground import clock
from portal.listen.reports.queries import MOST_COUNTED
from portal.web import marks
from portal.web.rendering import render
from portal.web.visit import Visit
from privacy.minimise.text import mask

LONGEST_LINE: Final = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One report in the queue. Its words are covered here: only its own page shows them whole."""

    href: str
    reference: str
    words: str
    language: str
    language_name: Lazy
    category: Wording
    place: Wording
    found: tuple[Lazy, ...]
    days: int
    due_on: date
    is_late: bool
    has_news: bool


def show(visit: Visit) -> Response:
    """Show the queue, or the part of it that a filter asked for."""
    typed = visit.request.query_params.get("reference", "").strip()
    if typed and (found_at := finding.page_of(visit, typed)):
        return RedirectResponse(found_at, status_code=303)
    names = names_of(visit)
    asked = wanted.read(visit.request.query_params, names)
    found = waiting.page(visit, asked)
    rows = tuple(_rows(visit, names, asked, found.cases))
    facts = _facts(visit, rows) | _ways(visit, asked, found)
    facts["caption"] = _caption(len(rows), found.follows, asked.order)
    return render(
        visit,
        "staff/queue.html",
        fragment="staff/_queue.html",
        section="queue",
        scripts=scripts(),
        notice=notices.after_saving(visit),
        rows=rows,
        typed=typed,
        asked=asked,
        fields=wanted.fields(asked, names, visit.locale.tag),
        chosen=wanted.chosen(asked, names, visit.locale.tag),
        **facts,
    )


def _rows(visit: Visit, names: Names, asked: Wanted, cases: tuple[Case, ...]) -> Iterator[Row]:
    streets = places.streets_by_id(visit.session, [case.street_id for case in cases if case.street_id])
    zone, now, today = visit.site.settings.zone, clock.now(), visit.today
    for case in cases:
        yield Row(
            href=visit.url("staff:report", report=case.id, query=asked.query),
            reference=case.reference,
            words=titles.shortened(mask(case.description), LONGEST_LINE),
            language=case.language,
            language_name=languages.name_of(case.language),
            category=names.service(case.service_code, visit.locale.tag),
            place=public_place(names, case, streets.get(case.street_id or 0)),
            found=marks.kinds(case.description),
            days=ages.days_since(case.filed_at, now, zone),
            due_on=case.due_on,
            is_late=case.due_on < today,
            has_news=case.has_news,
        )


def public_place(names: Names, case: Case, street: Street | None) -> Wording:
    """Say where it is as the public may know it: the street of the list, else the district."""
    return Wording(street.name, street.language) if street else names.district(case.district_code)


def _facts(visit: Visit, rows: tuple[Row, ...]) -> dict[str, Any]:
    """Count what the head of the page says, whatever the filter."""
    return {
        "to_review": waiting.how_many(visit, Wanted()),
        "late": waiting.how_many(visit, Wanted(age=Age.LATE)),
        "with_residents": waiting.how_many(visit, Wanted(state=State.QUESTION)),
        "news": waiting.how_many(visit, Wanted(state=State.NEWS)),
        "personal": sum(bool(row.found) for row in rows),
        "most_said": MOST_COUNTED,
    }


def _ways(visit: Visit, asked: Wanted, found: waiting.Page) -> dict[str, Any]:
    """Write the addresses that lead on from here."""
    last = found.cases[-1] if found.cases else None
    first = waiting.page(visit, Wanted()).cases[:1] if asked.is_narrowed or asked.after else found.cases[:1]
    follow = asked.query | {"after": str(last.id)} if last and found.follows else None
    orders = {order: visit.url("staff:queue", query=asked.narrowing | {"order": order.value}) for order in Order}
    late, asking, news = Wanted(age=Age.LATE), Wanted(state=State.QUESTION), Wanted(state=State.NEWS)
    return {
        "action": visit.url("staff:queue"),
        "late_href": visit.url("staff:queue", query=late.query),
        "asking_href": visit.url("staff:queue", query=asking.query),
        "news_href": visit.url("staff:queue", query=news.query),
        "next_href": visit.url("staff:queue", query=follow) if follow else None,
        "by_age": orders[Order.OLDEST],
        "by_due": orders[Order.DUE],
        "oldest_href": visit.url("staff:report", report=first[0].id) if first else None,
    }


def _caption(shown: int, follows: bool, order: Order) -> Lazy:
    """Say how many are shown and in which order; never a total of a filter."""
    return _CAPTIONS[order, follows].count(shown)


_CAPTIONS: Final = {
    (Order.OLDEST, False): nlazy("%(n)s report, oldest first", "%(n)s reports, oldest first"),
    (Order.OLDEST, True): nlazy(
        "%(n)s report shown, oldest first, more follow",
        "%(n)s reports shown, oldest first, more follow",
    ),
    (Order.DUE, False): nlazy("%(n)s report, by the day of the answer", "%(n)s reports, by the day of the answer"),
    (Order.DUE, True): nlazy(
        "%(n)s report shown, by the day of the answer, more follow",
        "%(n)s reports shown, by the day of the answer, more follow",
    ),
}
