"""Where everyone reads what the city should do first, each ranking for ever at its own address."""

from datetime import date, timedelta

from fastapi import Response

from i18n.translator import translator
from portal.city.issues.names import names_of
from portal.decide.prioritisation import downloads, queries
from portal.decide.prioritisation.queries import Stored
from portal.decide.prioritisation.view import MOST_LANES, RankingView, lane_of, rounded, view_of
from portal.decide.prioritisation.weights import AGES_DAYS
from portal.decide.solutions import queries as solutions
from portal.ground.errors import NotFound
from portal.web.policies import CACHED
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.spreadsheets import CSV
from portal.web.visit import Visit, VisitDep
from privacy.dp.weeks import monday_of

room = Room()
SHOWN_NEEDS = 12
SECTION = "decide"


@room.reads("/priorities", name="priorities:index", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """Show the newest ranking; before the first one, what there is to rank."""
    newest = queries.newest(visit.session)
    if newest is not None:
        return _show(visit, newest, is_newest=True)
    return render(visit, "priorities/index.html", section=SECTION, solutions=solutions.published(visit.session))


@room.reads("/priorities/{digest}", name="priorities:show", policy=CACHED)
def show(visit: VisitDep, digest: str) -> Response:
    """Show a ranking as it was made."""
    newest = queries.newest(visit.session)
    return _show(visit, _stored(visit, digest), is_newest=newest is not None and newest.digest == digest)


@room.reads("/priorities/{digest}/measures.csv", name="priorities:measures", policy=CACHED)
def measures(visit: VisitDep, digest: str) -> Response:
    """Answer the measures as a table."""
    return _file(visit, "measures", downloads.measures_csv(_view(visit, _stored(visit, digest))))


@room.reads("/priorities/{digest}/needs.csv", name="priorities:needs", policy=CACHED)
def needs(visit: VisitDep, digest: str) -> Response:
    """Answer the needs as a table."""
    return _file(visit, "needs", downloads.needs_csv(_view(visit, _stored(visit, digest))))


@room.reads("/priorities/{digest}/columns.csv", name="priorities:columns", policy=CACHED)
def columns(visit: VisitDep, digest: str) -> Response:
    """Answer what every column means."""
    _stored(visit, digest)
    return _file(visit, "columns", downloads.columns_csv(_meanings(visit)))


@room.reads("/priorities/{digest}/ranking.json", name="priorities:json", policy=CACHED)
def whole(visit: VisitDep, digest: str) -> Response:
    """Answer all that the ranking was made of, and all that came out."""
    stored = _stored(visit, digest)
    url = visit.site.settings.url
    body = downloads.ranking_json(
        stored,
        address=url + visit.url("priorities:show", digest=digest),
        time_zone=visit.site.settings.time_zone,
        tables={name: url + visit.url(f"priorities:{name}", digest=digest) for name in downloads.TABLES},
        meanings=_meanings(visit),
    )
    return Response(body, media_type=downloads.JSON, headers=_language(visit))


def _show(visit: Visit, stored: Stored, *, is_newest: bool) -> Response:
    view, inputs = _view(visit, stored), stored.inputs
    return render(
        visit,
        "priorities/show.html",
        section=SECTION,
        view=view,
        inputs=inputs,
        weights=inputs.weights,
        ages=AGES_DAYS,
        on=date.fromisoformat(inputs.on),
        made_at=stored.made_at,
        days=(monday_of(inputs.first_week), monday_of(inputs.end_week) - timedelta(days=1)),
        is_newest=is_newest,
        here=visit.request.scope["path"],
        query={} if view.anonymous else {"anonymous": "0"},
        rounded=rounded,
        shown_needs=SHOWN_NEEDS,
        most_lanes=MOST_LANES,
        lane_of=lane_of,
        address=visit.site.settings.url + visit.url("priorities:show", digest=stored.digest),
    )


def _stored(visit: Visit, digest: str) -> Stored:
    stored = queries.by_digest(visit.session, digest)
    if stored is None:
        raise NotFound
    return stored


def _view(visit: Visit, stored: Stored) -> RankingView:
    published = (each.reference for each in solutions.published(visit.session))
    return view_of(
        stored,
        names=names_of(visit),
        locale=visit.locale.tag,
        published=published,
        anonymous=visit.request.query_params.get("anonymous") != "0",
    )


def _meanings(visit: Visit) -> dict[str, dict[str, str]]:
    say = translator(visit.locale).gettext.text
    return {
        table: {name: say(meaning) for name, meaning in columns.items()} for table, columns in downloads.TABLES.items()
    }


def _language(visit: Visit) -> dict[str, str]:
    return {"content-language": visit.locale.html_lang}


def _file(visit: Visit, name: str, body: bytes) -> Response:
    headers = _language(visit) | {"content-disposition": f'attachment; filename="priorities-{name}.csv"'}
    return Response(body, media_type=CSV, headers=headers)
