"""The list of the city's streets, by letter or by a few words: choosing one answers where the problem is."""

from fastapi import Response
from starlette.datastructures import FormData

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.places import finding
from portal.city.places import queries as places
from portal.city.places.facts import Street
from portal.listen.reports.answers import forms
from portal.listen.reports.answers.locating import words_with
from portal.listen.reports.unsent.drafts import Answers, drafts_of
from portal.web.binding import bind
from portal.web.rendering import render, ugc_inline
from portal.web.visit import Visit
from privacy.minimise.characters import tidy

MOST_FOUND = 30
LONGEST_SEARCH = 100
WHICH = lazy("Which street is it?")


def show(visit: Visit, *, token: str, letter: str, words: str) -> Response:
    """Show the streets of a letter, or those that have some words in their names."""
    return _page(visit, token, drafts_of(visit).open(token), letter, words)


def choose(visit: Visit, *, token: str) -> Response:
    """Write the chosen street into the place; the district follows it, and a person's own words stay."""
    box = drafts_of(visit)
    answers = box.open(token)
    bound = bind(forms.ChosenStreet, visit.form)
    street = places.street(visit.session, bound.value.street) if bound.value else None
    if street is None:
        problems = dict(bound.problems) or {"street": forms.ChosenStreet.problems["street"]}
        letter, words = str(visit.form.get("letter", "")), str(visit.form.get("q", ""))
        if not _found(visit, letter, words):  # no list to choose from, so nothing beside which to say it
            return visit.redirect("reports:streets", draft=token)
        return _page(visit, token, answers, letter, words, problems)
    place = words_with(visit.session, street, answers.text("place"), before=street_of(visit, answers))
    answers.keep({"place": place, "street": street.id, "district": "", "lat": "", "lon": ""})
    box.save(token, answers)
    return visit.redirect("reports:place", draft=token)


def street_of(visit: Visit, answers: Answers) -> Street | None:
    """Give the street that was chosen before; what was kept may be no number of a street at all."""
    chosen = bind(forms.ChosenStreet, FormData({"street": answers.text("street")})).value
    return places.street(visit.session, chosen.street) if chosen else None


def _found(visit: Visit, letter: str, words: str) -> tuple[Street, ...]:
    letter, words = tidy(letter[:1]), tidy(words[:LONGEST_SEARCH])
    if words:
        return finding.find_streets(visit.session, words, limit=MOST_FOUND)
    return places.streets_under(visit.session, letter) if letter else ()


def _page(
    visit: Visit, token: str, answers: Answers, letter: str, words: str, problems: dict[str, Lazy] | None = None
) -> Response:
    letter, words = tidy(letter[:1]), tidy(words[:LONGEST_SEARCH])
    found = _found(visit, letter, words)
    return render(
        visit,
        "reports/streets.html",
        status=422 if problems else 200,
        errors=bool(problems),
        section="report",
        inline=True,
        token=token,
        initials=places.street_initials(visit.session),
        letter=letter,
        words=words,
        form=_form(visit, token, answers, found, problems or {}) if found else None,
    )


def _form(visit: Visit, token: str, answers: Answers, found: tuple[Street, ...], problems: dict[str, Lazy]) -> Form:
    names = {each.code: (each.name, each.language) for each in places.districts(visit.session, retired=True)}
    choices = tuple(
        Choice(
            value=str(street.id),
            label=ugc_inline(street.name, street.language),
            hint=ugc_inline(*names[str(street.district_code)]),
        )
        for street in found
    )
    street = Field(id="street", name="street", kind=Kind.RADIOS, label=WHICH, choices=choices)
    form = Form(
        id="choose-street",
        action=visit.url("reports:choose_street", draft=token),
        parts=(street,),
        back=visit.url("reports:place", draft=token),
    )
    values = {"street": (answers.text("street"),)} if answers.text("street") else {}
    return answered(form, values=values, errors=problems)
