"""Which place is meant? Asked only where words name several, or none: the places to choose from, or else the districts.

Whoever finds none of them right goes on with their own words, which are always enough.
"""

import re
from typing import Final

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.places import finding
from portal.city.places import queries as places
from portal.city.places.facts import District, Spot, Street
from portal.city.places.kinds import KINDS, STREET
from portal.city.places.rules import KINDS as KINDS_OF_STREET
from portal.city.places.rules import key_of, street_words
from portal.city.places.spelling import likeness
from portal.listen.reports.answers import forms, ways
from portal.listen.reports.answers.locating import NotLocated, locate, said_in
from portal.listen.reports.flow import onward
from portal.listen.reports.rules import LONGEST_PLACE, DraftGone
from portal.listen.reports.unsent.drafts import Answers, drafts_of
from portal.web.assets import joined_href
from portal.web.binding import bind
from portal.web.rendering import render, ugc_inline
from portal.web.visit import Visit

OWN: Final = "own"
PICKED: Final = "picked"
"""Under this name the draft keeps a choice that was not sent yet."""
MOST_RADIOS: Final = 30
"""Districts that are shown as radios; more make a list to open."""
_NUMBER: Final = re.compile(r"\d.*")


def show(visit: Visit, *, token: str) -> Response:
    """Ask which place is meant, or go on where that is clear by now."""
    answers = drafts_of(visit).open(token)
    try:
        locate(visit.session, said_in(answers))
    except NotLocated as unknown:
        if unknown.field == "place":
            return visit.redirect("reports:place", draft=token)
        return _page(visit, token, answers, unknown)
    return visit.redirect("reports:check", draft=token)


def choose(visit: Visit, *, token: str) -> Response:
    """Keep what was chosen, and go on; own words lead to the district where it is not known."""
    box = drafts_of(visit)
    try:
        answers = box.open(token)
    except DraftGone:
        return visit.redirect("reports:sent", draft=token)
    bound = bind(forms.Which, visit.form)
    if ways.wanted(visit):
        answers.keep({PICKED: "".join(map(str, bound.raw.values()))})  # kept, but no answer yet
        box.save(token, answers)
        return ways.lead(visit, token=token, step="which")
    _keep(visit, answers, bound.value or forms.Which())
    box.save(token, answers)
    try:
        locate(visit.session, said_in(answers))
    except NotLocated as unknown:
        if unknown.field == "place":
            return visit.redirect("reports:place", draft=token)
        if _is_own(answers) and "spot" in visit.form:
            return visit.redirect("reports:which", draft=token)
        return _page(visit, token, answers, unknown, refused=True)
    return onward.after(visit, token=token, answers=answers, step="place")


def _keep(visit: Visit, answers: Answers, chosen: forms.Which) -> None:
    if chosen.spot == OWN:
        answers.keep({"own": answers.text("place") or answers.text("landmark")})
        return
    if chosen.district and places.district(visit.session, chosen.district):
        answers.keep({"district": chosen.district})
    among = finding.spot(visit.session, chosen.spot) if chosen.spot else None
    if among is None:
        return
    street = among.id if isinstance(among, Street) else ""
    answers.keep({"street": street, "district": among.district_code, "lat": among.latitude, "lon": among.longitude})
    if answers.text("place"):
        answers.keep({"place": corrected(among, answers.text("place"))})


def take(visit: Visit, answers: Answers) -> None:
    """Keep what was chosen here on a phone without a connection, and sent with the rest of the report."""
    if "spot" in visit.form:
        _keep(visit, answers, bind(forms.Which, visit.form).value or forms.Which())


def corrected(spot: Spot, said: str) -> str:
    """Write a name as the city writes it: instead of a person's words, whose number stays, or before them."""
    if spot.name.casefold() in said.casefold():
        return said
    alike = likeness(finding.without_kind(street_words(said)), key_of(spot).split(), passed_over=KINDS_OF_STREET)
    if alike is None or alike.left_over:
        return f"{spot.name}, {said}"[:LONGEST_PLACE]
    number = _NUMBER.search(said)
    return f"{spot.name} {number[0]}" if number else spot.name


def _is_own(answers: Answers) -> bool:
    """Whether a person said of just these words that none of the places is meant."""
    return answers.text("own") in {answers.text("place"), answers.text("landmark")} - {""}


def _page(visit: Visit, token: str, answers: Answers, unknown: NotLocated, *, refused: bool = False) -> Response:
    spots = () if _is_own(answers) else unknown.among
    asked = _spots(visit, spots) if spots else _districts(visit)
    form = Form(id="which", action=visit.url("reports:choose_which", draft=token), parts=(asked,))
    problems: dict[str, Lazy] = {asked.name: CHOOSE_SPOT if spots else forms.CHOOSE_DISTRICT} if refused else {}
    picked = answers.text(PICKED) or answers.text(asked.name)
    values = {asked.name: (picked,)} if picked else {}
    return render(
        visit,
        "reports/which.html",
        status=422 if refused else 200,
        errors=refused,
        section="report",
        inline=True,
        scripts=(joined_href("report"),),
        keeps="which",
        form=answered(form, values=values, errors=problems),
        token=token,
        said=answers.text("place") or answers.text("landmark"),
        knows_some=bool(spots),
    )


def _spots(visit: Visit, spots: tuple[Spot, ...]) -> Field:
    names = {each.code: each for each in places.districts(visit.session, retired=True)}
    choices = tuple(
        Choice(
            value=finding.name_of(each),
            label=ugc_inline(each.name, each.language),
            hint=_where(each, names.get(each.district_code or "")),
        )
        for each in spots
    )
    own = Choice(value=OWN, label=lazy("None of these, use my words"))
    return Field(id="spot", name="spot", kind=Kind.RADIOS, label=WHICH, choices=(*choices, own))


def _where(spot: Spot, district: District | None) -> Lazy:
    kind = STREET if isinstance(spot, Street) else KINDS[spot.kind]
    name = ugc_inline(district.name, district.language) if district else ""
    return lazy("%(kind)s, district %(name)s", kind=kind, name=name)


def _districts(visit: Visit) -> Field:
    found = places.districts(visit.session)
    known = finding.landmarks_by_district(visit.session)
    choices = tuple(
        Choice(value=each.code, label=each.wording, hint=_known(known.get(each.code, ()))) for each in found
    )
    kind = Kind.RADIOS if len(found) <= MOST_RADIOS else Kind.SELECT
    if kind is Kind.SELECT:
        choices = (Choice(value="", label=lazy("Choose a district")), *choices)
    return Field(id="district", name="district", kind=kind, label=PART, hint=NEAREST, choices=choices)


def _known(names: tuple[Spot, ...]) -> object | None:
    """Name what people know there: a district's own name tells many nothing."""
    if not names:
        return None
    first, *more = (ugc_inline(each.name, each.language) for each in names)
    return lazy("%(one)s, %(other)s", one=first, other=more[0]) if more else first


WHICH: Final = lazy("Which of these is it?")
PART: Final = lazy("Which part of the city is it in?")
NEAREST: Final = lazy("Not sure? Choose what seems nearest: the crew reads your own words.")
CHOOSE_SPOT: Final = lazy("Choose one of the places, or “None of these, use my words”.")
