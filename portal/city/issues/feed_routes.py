"""Feeds of issues: all of them, those of a district, of a type, or of both; and the page that says what a feed is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.city.issues import addresses, feed, forms
from portal.city.issues.feed import Choice, Event
from portal.city.issues.names import Names, names_of
from portal.city.issues.timeline import Moment, moment_of
from portal.city.wording import Wording
from portal.web.addresses import with_query
from portal.web.policies import CACHED
from portal.web.rendering import environment, render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()

MEDIA_TYPE: Final = "application/atom+xml"
BEFORE_ALL: Final = datetime(2024, 1, 1, tzinfo=UTC)  # of a feed in which nothing has happened yet
REPORTED: Final = lazy("Reported")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a feed tells it."""

    id: str
    href: str
    updated: str
    what: Lazy
    title: Wording
    category: Wording
    category_code: str
    district: Wording
    place: Wording
    said: Lazy | None
    words: Wording | None


@room.reads("/issues.atom", name="issues:feed", policy=CACHED)
def atom(visit: VisitDep) -> Response:
    """Give the newest events as an Atom feed. Source: RFC 4287."""
    xml = environment(visit.locale.tag).get_template("issues/feed.xml").render(_feed(visit))
    headers = {"content-language": visit.locale.html_lang}
    return Response(xml, media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


@room.reads("/follow-issues", name="issues:follow", policy=CACHED)
def follow(visit: VisitDep) -> Response:
    """Say what a feed is, and give the address of the one that is wanted."""
    names, choice = names_of(visit), _choice(visit)
    facts: dict[str, Any] = {
        "about": _about(names, choice, visit.locale.tag),
        "fields": forms.place_and_type(choice.category, choice.district, names, visit.locale.tag),
        "query": choice.query,
        "feed": feed_of(visit, choice.query),
        "written": _absolute(visit, "issues:feed", choice.query),
    }
    return render(visit, "issues/follow.html", section="issues", **facts)


def feed_of(visit: Visit, query: Mapping[str, str]) -> str:
    """Write the address of the feed that goes with a list: its type and its district, whatever its status."""
    return visit.url("issues:feed", query={name: query.get(name, "") for name in ("category", "district")})


def _feed(visit: Visit) -> dict[str, Any]:
    """Gather what a feed says."""
    names, choice = names_of(visit), _choice(visit)
    entries = [_entry(visit, names, each) for each in feed.newest(visit.session, choice, zone=visit.site.settings.zone)]
    return {
        "about": _about(names, choice, visit.locale.tag),
        "city": visit.site.load_city(visit.session, visit.locale),
        "id": _urn(_absolute(visit, "issues:feed", choice.query)),
        "self_href": _absolute(visit, "issues:feed", choice.query),
        "page_href": _absolute(visit, "issues:index", choice.query | {"status": "all"}),
        "updated": max((each.updated for each in entries), default=_stamp(BEFORE_ALL)),
        "entries": entries,
    }


def _choice(visit: Visit) -> Choice:
    wanted = forms.read_filter(visit.request.query_params, names_of(visit))
    return Choice(wanted.category, wanted.district)


def _about(names: Names, choice: Choice, tag: str) -> tuple[Wording, ...]:
    """Name what a feed is narrowed to."""
    return tuple(_named(names, choice, tag))


def _named(names: Names, choice: Choice, tag: str) -> Iterator[Wording]:
    if choice.category:
        yield names.service(choice.category, tag)
    if choice.district:
        yield names.district(choice.district)


def _entry(visit: Visit, names: Names, event: Event) -> Entry:
    tag, zone = visit.locale.tag, visit.site.settings.zone
    told = moment_of(event.happened, tag) if event.happened else Moment(REPORTED, event.on)
    address = addresses.written(event.reference)
    return Entry(
        id=_urn(f"{visit.site.settings.url}/issues/{address}/{event.number}"),
        href=_absolute(visit, "issues:show", reference=address),
        updated=_stamp(datetime.combine(event.on, time(), zone)),
        what=told.what,
        title=names.title(event.service_code, event.title, event.title_language, tag),
        category=names.service(event.service_code, tag),
        category_code=event.service_code,
        district=names.district(event.district_code),
        place=Wording(event.place_words, event.place_language),
        said=told.said,
        words=told.words,
    )


def _absolute(visit: Visit, name: str, query: Mapping[str, str] | None = None, **params: Any) -> str:
    """Write a whole address: whoever reads a feed does so elsewhere."""
    return visit.site.settings.url + with_query(visit.url(name, **params), query or {})


def _urn(address: str) -> str:
    """Name something for ever by an address that no language is part of. Source: RFC 9562, 5.5."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, address)}"


def _stamp(moment: datetime) -> str:
    """Write a moment. Source: RFC 3339; in UTC, so that the texts stand in the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
