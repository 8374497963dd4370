"""Where figures are found: the newest ones, each release for ever, its files, and the ledger of what they cost."""

from typing import Any

from fastapi import Response

from i18n.lazy import Lazy
from i18n.translator import translator
from portal.city.issues.names import names_of
from portal.ground.errors import NotFound
from portal.understand.figures import queries
from portal.understand.figures.catalogue import described
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.spending import spending
from portal.understand.figures.pages import choices, downloads, ledger_page, pages
from portal.understand.figures.pages.method import facts_of
from portal.web.policies import CACHED, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.spreadsheets import CSV
from portal.web.visit import Visit, VisitDep

room = Room()
SECTION = "figures"


@room.reads("/figures", name="figures:index", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """Show the newest figures, or those of the period that is asked for."""
    return render(visit, "figures/index.html", section=SECTION, **pages.index_of(visit))


@room.reads("/figures/releases", name="figures:releases", policy=CACHED)
def releases(visit: VisitDep) -> Response:
    """List every release of a year."""
    years = queries.years(visit.session)
    year = _year(visit, years)
    listed = queries.of_year(visit.session, year) if year else ()
    facts: dict[str, Any] = {
        "years": years,
        "year": year,
        "releases": listed,
        "words": _words(visit),
        "described": described,
    }
    return render(visit, "figures/releases.html", section=SECTION, **facts)


@room.reads("/figures/ledger", name="figures:ledger", policy=CACHED)
def ledger(visit: VisitDep) -> Response:
    """Show the privacy ledger of a year, row by row."""
    years = ledger_page.years(visit.session)
    year = _year(visit, years)
    lines = ledger_page.lines(visit.session, year, _words(visit)) if year else ()
    facts: dict[str, Any] = {"years": years, "year": year, "lines": lines, "head": ledger_page.head(visit.session)}
    return render(visit, "figures/ledger.html", section=SECTION, **facts)


@room.reads("/figures/ledger.jsonl", name="figures:ledger_file", policy=PUBLIC)
def ledger_file(visit: VisitDep) -> Response:
    """Send the ledger as the file that lies outside the database."""
    path = public_file.path_of(visit.site.settings)
    if not path.exists():
        raise NotFound
    headers = {"cache-control": "public, no-cache"}
    return Response(path.read_bytes(), media_type="application/jsonl; charset=utf-8", headers=headers)


@room.reads("/figures/turnout/{poll}", name="figures:turnout", policy=CACHED)
def turnout(visit: VisitDep, poll: str) -> Response:
    """Lead to the one release of a vote's turnout; say so where there is none."""
    statistic = described(f"turnout:{poll}")
    found = queries.newest(visit.session, statistic=statistic.name) if statistic else ()
    if found:
        return visit.redirect("figures:show", reference=found[0].reference)
    return render(visit, "figures/turnout.html", section=SECTION, status=404)


@room.reads("/figures/{reference}.csv", name="figures:csv", policy=CACHED)
def csv(visit: VisitDep, reference: str) -> Response:
    """Send a release as a table."""
    body = downloads.csv_of(_table(visit, reference))
    headers = _language(visit) | {"content-disposition": f'attachment; filename="{reference}.csv"'}
    return Response(body, media_type=CSV, headers=headers)


@room.reads("/figures/{reference}.json", name="figures:json", policy=CACHED)
def json(visit: VisitDep, reference: str) -> Response:
    """Send a release with what its columns mean and how it was made."""
    figure, statistic = pages.found(visit, reference)
    year = spending(visit.session, figure.period.year)
    zone, delta = visit.site.settings.time_zone, year.delta if year else 0.0
    facts = facts_of(figure, statistic, time_zone=zone, delta=delta, say=_say(visit))
    body = downloads.json_of(_table(visit, reference), _addresses(visit, reference) | facts, _say(visit))
    return Response(body, media_type=downloads.JSON, headers=_language(visit))


@room.reads("/figures/{reference}", name="figures:show", policy=CACHED)
def show(visit: VisitDep, reference: str) -> Response:
    """Show one release, for ever the same."""
    return render(visit, "figures/show.html", section=SECTION, **pages.release_of(visit, reference))


def _language(visit: Visit) -> dict[str, str]:
    return {"content-language": visit.locale.html_lang}


def _table(visit: Visit, reference: str) -> downloads.Table:
    figure, statistic = pages.found(visit, reference)
    return downloads.table_of(figure, statistic, names_of(visit), visit.locale.tag)


def _addresses(visit: Visit, reference: str) -> dict[str, str]:
    url = visit.site.settings.url
    ways = {"address": "figures:show", "csv": "figures:csv"}
    return {name: url + visit.url(way, reference=reference) for name, way in ways.items()}


def _say(visit: Visit) -> Any:
    gettext = translator(visit.locale, zone=visit.site.settings.time_zone).gettext

    def say(sentence: Lazy) -> str:
        return gettext.text(sentence)

    return say


def _words(visit: Visit) -> Any:
    formats = pages.formats_of(visit)
    return lambda period: choices.words(period, formats)


def _year(visit: Visit, years: tuple[int, ...]) -> int | None:
    """Read the year in an address, the newest where there is none. Raises NotFound for one without any row."""
    asked = visit.request.query_params.get("year", "")
    if not asked:
        return years[0] if years else None
    if asked not in map(str, years):
        raise NotFound
    return int(asked)
