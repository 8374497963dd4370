"""A ranking as files: two tables and the whole of it, with what every column means."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import orjson

from i18n.lazy import Lazy, lazy
from portal.city.services.cells import parts_of
from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.inputs import Candidate
from portal.decide.prioritisation.queries import Stored
from portal.decide.prioritisation.ranking import Basis
from portal.decide.prioritisation.rules import Span
from portal.decide.prioritisation.view import MeasureRow, NeedRow, RankingView
from portal.web.spreadsheets import csv_of

JSON = "application/json"

PLACES: dict[str, Lazy] = {
    "place_first": lazy("The first place that it may have, 19 times out of 20."),
    "place_last": lazy("The last place that it may have, 19 times out of 20."),
}
MEASURES: dict[str, Lazy] = PLACES | {
    "reference": lazy("The name of the measure in the portal."),
    "title": lazy("The title of the measure."),
    "title_language": lazy("The language that the title is written in."),
    "cost_eur": lazy("What it costs, in euros, as the city estimates."),
    "points": lazy("The points of need that it would take away, with the ends of the range."),
    "points_low": lazy("The lower end of the range."),
    "points_high": lazy("The upper end of the range."),
    "points_for_10000_eur": lazy("The same points for each 10,000 euros of its cost."),
    "points_for_10000_eur_low": lazy("The lower end of the range."),
    "points_for_10000_eur_high": lazy("The upper end of the range."),
    "categories": lazy("Codes of the types of problem that it would relieve."),
    "districts": lazy("Codes of the districts; empty for the whole city."),
    "weighs_most": lazy("The type of problem that weighs most in it; several where they cannot be told apart."),
    "chances": lazy("The chance of each place, from the first place on; empty in long lists."),
}
NEEDS: dict[str, Lazy] = PLACES | {
    "category": lazy("The code of the type of problem."),
    "category_name": lazy("The name of the type of problem."),
    "category_language": lazy("The language that this name is written in."),
    "district": lazy("The code of the district; empty for the whole city, which is an order of its own."),
    "district_name": lazy("The name of the district."),
    "points_for_1000_people": lazy("Points of need for each 1,000 residents; empty where it is not known."),
    "points_for_1000_people_low": lazy("The lower end of the range."),
    "points_for_1000_people_high": lazy("The upper end of the range."),
    "points": lazy("Points of need, with the ends of the range. One voice of a resident is one point."),
    "points_low": lazy("The lower end of the range."),
    "points_high": lazy("The upper end of the range."),
    "residents": lazy("Voices of signed-in residents, as released: signed, because noise may go below nought."),
    "residents_low": lazy("The lower end of the range."),
    "residents_high": lazy("The upper end of the range."),
    "anonymous": lazy("Reports without an account, as released."),
    "anonymous_low": lazy("The lower end of the range."),
    "anonymous_high": lazy("The upper end of the range."),
    "open_problems": lazy("Public problems that were open on the day of the ranking."),
    "weeks": lazy("How many weeks were released of it."),
}
TABLES = {"measures": MEASURES, "needs": NEEDS}


def measures_csv(view: RankingView) -> bytes:
    """Write the measures in their order."""
    return _csv(MEASURES, (_measure(row) for row in view.measure_rows))


def needs_csv(view: RankingView) -> bytes:
    """Write the needs: those of the whole city in their order, then those of each district in theirs."""
    rows = [(row, "") for row in view.category_rows]
    rows += [(row, parts_of(row.key)[1]) for row in view.cells]
    return _csv(NEEDS, (_need(row, district, view.basis) for row, district in rows))


def columns_csv(meanings: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write what every column of each table means."""
    rows = ((table, name, text) for table, said in meanings.items() for name, text in said.items())
    return csv_of(("table", "column", "meaning"), rows)


def ranking_json(
    stored: Stored, *, address: str, time_zone: str, tables: Mapping[str, str], meanings: Mapping[str, Any]
) -> bytes:
    """Write all that a ranking was made of and all that came out, so that anybody can make it again.

    `tables` are the addresses of the two tables, `meanings` what their columns mean.
    """
    whole = {
        "digest": stored.digest,
        "address": address,
        "made_on": stored.inputs.on,
        "time_zone": time_zone,
        "seed": stored.inputs.seed,
        "inputs": made_of.written(stored.inputs),
        "ranking": results.written(stored.ranking),
        "tables": {name: {"csv": where, "columns": meanings[name]} for name, where in tables.items()},
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2)


def _measure(row: MeasureRow) -> dict[str, Any]:
    found, answer = row.candidate, row.answer
    return {
        **_places(row),
        "reference": found.reference,
        "title": row.title.text,
        "title_language": row.title.locale,
        "cost_eur": _euros(found),
        **_span("points", answer.points),
        **_span("points_for_10000_eur", answer.for_cost),
        "categories": " ".join(found.services),
        "districts": " ".join(found.districts),
        "weighs_most": " ".join(answer.weighs_most),
        "chances": " ".join(map(str, row.place.chances)),
    }


def _need(row: NeedRow, district: str, basis: Basis) -> dict[str, Any]:
    is_rate = district and basis is Basis.PER_RESIDENTS
    return {
        **_places(row),
        "category": parts_of(row.key)[0],
        "category_name": row.service.text,
        "category_language": row.service.locale,
        "district": district,
        "district_name": row.district.text if row.district else "",
        **(_span("points_for_1000_people", row.place.number) if is_rate else {}),
        **_span("points", row.points),
        **_span("residents", row.residents),
        **_span("anonymous", row.anonymous),
        "open_problems": row.open,
        "weeks": row.weeks,
    }


def _places(row: MeasureRow | NeedRow) -> dict[str, Any]:
    return {"place_first": row.place.first, "place_last": row.place.last}


def _span(name: str, span: Span) -> dict[str, Any]:
    return {name: span.about, f"{name}_low": span.low, f"{name}_high": span.high}


def _euros(candidate: Candidate) -> str:
    return f"{candidate.cost_cents // 100}.{candidate.cost_cents % 100:02d}"


def _csv(columns: Collection[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    return csv_of(list(columns), ([row.get(name, "") for name in columns] for row in rows))
