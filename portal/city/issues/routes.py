"""Where issues are found: the list, the map, one issue, its photos, and all issues of a map box."""

from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import Response
from starlette.responses import RedirectResponse

from portal.city.issues import addresses, cards, forms, listing, map_box, map_page, photos, queries
from portal.city.issues.feed_routes import feed_of
from portal.city.issues.listing import Line, Wanted
from portal.city.issues.names import Names, names_of
from portal.city.issues.own_support import support_of
from portal.city.issues.queries import Shown
from portal.city.issues.rules import Status
from portal.city.issues.timeline import moments
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.web.assets import script_href
from portal.web.policies import CACHED, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep
from privacy.vault.codes import NotACode, stored_form

room = Room()


@room.reads("/issues", name="issues:index", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """List issues."""
    names = names_of(visit)
    wanted = forms.read_filter(visit.request.query_params, names)
    facts = _list(visit, names, wanted) | {"feed": feed_of(visit, wanted.query), "wanted": wanted}
    part, facts["narrowed"] = "issues/_results.html", any(wanted.query.values())
    return render(visit, "issues/index.html", fragment=part, section="issues", scripts=_scripts(), **facts)


@room.reads("/issues.geojson", name="issues:geojson", policy=CACHED)
def geojson(visit: VisitDep) -> Response:
    """Give the issues of a map box."""
    box = map_box.read_box(visit.request.query_params.get("bbox", ""))
    return Response(map_box.collection(visit.session, box), media_type=map_box.MEDIA_TYPE)


@room.reads("/issues/map", name="issues:map", policy=CACHED)
def on_map(visit: VisitDep) -> Response:
    """List the issues of a part of the map, and draw them."""
    return map_page.show(visit)


@room.reads("/issues/{reference}", name="issues:show", policy=CACHED)
def show(visit: VisitDep, reference: str) -> Response:
    """Show one issue; another spelling of its reference leads to the one that is used."""
    spelled = _reference(reference)
    if reference != addresses.written(spelled):
        return RedirectResponse(visit.url("issues:show", reference=addresses.written(spelled)), status_code=301)
    issue = queries.shown(visit.session, spelled)
    if issue is None:
        raise NotFound
    return show_issue(visit, issue)


@room.reads("/issues/{reference}/photo-{number}.jpg", name="issues:photo", policy=PUBLIC)
def photo(visit: VisitDep, reference: str, number: str) -> Response:
    """Send a published photo of an issue, or its small copy; a browser keeps it, and asks each time if it still may."""
    known = number.isascii() and number.isdecimal() and len(number) == 1
    small = bool(visit.request.query_params.get("small"))
    key = photos.visible_key(visit.session, _reference(reference), int(number), small=small) if known else None
    if key is None:
        raise NotFound
    etag = f'"{stored_form(key, key=visit.site.ring.named("etag"))[:24]}"'
    headers = {"cache-control": "public, no-cache", "etag": etag}
    if visit.request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    with media_of(visit.site.settings).open(key) as file:
        return Response(file.read(), media_type="image/jpeg", headers=headers)


def show_issue(visit: Visit, issue: Shown) -> Response:
    """Render the page of an issue, or the part beside it that htmx asked for."""
    names, tag, base = names_of(visit), visit.locale.tag, visit.url("issues:index")
    happened, district = queries.happenings(visit.session, issue.id), names.district(issue.district_code)
    today = visit.today
    title = names.title(issue.service_code, issue.title, issue.title_language, tag)
    facts: dict[str, Any] = {
        "issue": replace(issue, title=title.text, title_language=title.locale),
        "address": addresses.written(issue.reference),
        "category": names.service(issue.service_code, tag),
        "district": district,
        "crumb": cards.crumb(tag, base, district, issue.district_code),
        "standing": cards.status_tag(tag, issue.status, issue.outcome),
        "is_closed": issue.status == Status.CLOSED,
        "day": partial(cards.day, tag),
        "history": [cards.moment(tag, each) for each in moments(issue, happened, tag, today=today)],
        "same_as": _same_as(visit, issue),
        "support": support_of(visit, issue),
        "photos": photos.of_issue(visit.session, issue.id),
    }
    part = "issues/_support.html"
    return render(visit, "issues/show.html", fragment=part, section="issues", scripts=_scripts(), **facts)


def _list(visit: Visit, names: Names, wanted: Wanted) -> dict[str, Any]:
    """Draw one page of the list, the filter above it, and the ways to the pages beside it."""
    page, tag, base = listing.page(visit.session, wanted), visit.locale.tag, visit.url("issues:index")
    drawn = (
        cards.line(
            tag,
            base,
            _line(names, tag, each),
            names.service(each.service_code, tag),
            names.district(each.district_code),
        )
        for each in page.lines
    )
    return {
        "lines": list(drawn),
        "narrow": cards.filter_form(tag, base, names, wanted.at()),
        "next_href": _way(visit, wanted.at(after=page.next)),
        "previous_href": _way(visit, wanted.at(before=page.previous)),
    }


def _line(names: Names, tag: str, line: Line) -> Line:
    title = names.title(line.service_code, line.title, line.title_language, tag)
    return line if title.text == line.title else line._replace(title=title.text, title_language=title.locale)


def _way(visit: Visit, wanted: Wanted) -> str | None:
    """Write the address of another page of the list; None where there is none."""
    place = {"after": wanted.after, "before": wanted.before}
    return visit.url("issues:index", query=wanted.query | place) if any(place.values()) else None


def _same_as(visit: Visit, issue: Shown) -> str | None:
    """Write the address of the issue that this one is the same as, where everyone may see it."""
    if issue.duplicate_of is None:
        return None
    reference = queries.visible_reference(visit.session, issue.duplicate_of)
    return addresses.written(reference) if reference else None


def _reference(address: str) -> str:
    try:
        return addresses.read(address)
    except NotACode:
        raise NotFound from None


def _scripts() -> tuple[str, ...]:
    return script_href("vendor/htmx.js"), script_href("js/swaps.js")
