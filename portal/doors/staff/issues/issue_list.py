"""The desk's list of issues: open, closed, hidden, or not yet visible."""

from typing import Any, Final

from fastapi import Response
from starlette.responses import RedirectResponse

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, nlazy
from portal.city.issues import addresses, cards
from portal.city.issues.desk_list import DeskPage, Sight, desk_page
from portal.city.issues.names import Names, names_of
from portal.doors.staff import finding
from portal.doors.staff.scripts import scripts
from portal.ground import clock
from portal.ground.errors import NotFound
from portal.web.rendering import render
from portal.web.visit import Visit

SIGHTS: Final[dict[Sight, Lazy]] = {
    Sight.OPEN: lazy("Open"),
    Sight.LATE: lazy("Open, and late"),
    Sight.CLOSED: lazy("Closed"),
    Sight.HIDDEN: lazy("Hidden"),
    Sight.DELAYED: lazy("Not yet visible"),
    Sight.ALL: lazy("All issues"),
}
SHOWN: Final = nlazy("%(n)s issue, newest first", "%(n)s issues, newest first")
MORE: Final = nlazy("%(n)s issue shown, newest first, more follow", "%(n)s issues shown, newest first, more follow")


def show(visit: Visit) -> Response:
    """Show one page of the list, or the part of it that a filter asked for; a reference leads to its page."""
    query = visit.request.query_params
    if (typed := query.get("reference", "").strip()) and (found_at := finding.page_of(visit, typed)):
        return RedirectResponse(found_at, status_code=303)
    names, sight = names_of(visit), _sight(query.get("status", ""))
    category, district = query.get("category", ""), query.get("district", "")
    if (category and category not in names.services) or (district and district not in names.districts):
        raise NotFound
    after = addresses.read_cursor(query.get("after", ""))
    page = desk_page(visit.session, today=visit.today, sight=sight, category=category, district=district, after=after)
    narrowing = {"status": sight.value, "category": category, "district": district}
    facts: dict[str, Any] = {
        "lines": page.lines,
        "names": names,
        "now": clock.now(),
        "today": visit.today,
        "fields": _fields(narrowing, names, visit.locale.tag),
        "next_href": visit.url("staff:issues", query=narrowing | {"after": page.next}) if page.next else None,
        "caption": _caption(page),
        "written": addresses.written,
        "status_tag": cards.status_tag,
        "typed": typed,
    }
    part = "staff/_issues.html"
    return render(visit, "staff/issues.html", fragment=part, section="issues", scripts=scripts(), **facts)


def _caption(page: DeskPage) -> Lazy:
    return (MORE if page.next else SHOWN).count(len(page.lines))


def _sight(text: str) -> Sight:
    return Sight(text) if text in set(Sight) else Sight.OPEN


def _fields(narrowing: dict[str, str], names: Names, locale: str) -> tuple[Field, ...]:
    types = [Choice(value=code, label=each.name_in(locale)) for code, each in names.services.items()]
    places = [Choice(value=code, label=names.district(code)) for code in names.districts]
    offered: dict[str, tuple[Lazy, tuple[Choice, ...]]] = {
        "status": (lazy("Status"), tuple(Choice(value=sight.value, label=said) for sight, said in SIGHTS.items())),
        "category": (lazy("Type"), (Choice(value="", label=lazy("All types")), *types)),
        "district": (lazy("District"), (Choice(value="", label=lazy("All districts")), *places)),
    }
    return tuple(
        Field(id=name, name=name, kind=Kind.SELECT, label=label, choices=choices, values=(narrowing[name],))
        for name, (label, choices) in offered.items()
    )
