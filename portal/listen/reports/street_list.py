"""The list of the city's streets, by letter or by a few words: choosing one answers where the problem is."""

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.places import queries as places
from portal.city.places.facts import Street
from portal.ground.media.folder import media_of
from portal.listen.reports import forms, questions
from portal.listen.reports.drafts import Answers, DraftBox
from portal.web.binding import bind
from portal.web.rendering import render, ugc_inline
from portal.web.visit import Visit
from privacy.minimise.characters import tidy

MOST_FOUND = 30
LONGEST_SEARCH = 100
WHICH = lazy("Which street is it?")


def show(visit: Visit, *, token: str, letter: str, words: str) -> Response:
    """Show the streets of a letter, or those that have some words in their names."""
    return _page(visit, token, _drafts(visit).open(token), letter, words)


def choose(visit: Visit, *, token: str) -> Response:
    """Take the chosen street as the place; what was said before about how to find it stays unless it is changed."""
    box = _drafts(visit)
    answers = box.open(token)
    bound = bind(forms.ChosenStreet, visit.form)
    answers.keep({"landmark": "", "letter": "", "q": ""} | dict(bound.raw))
    street = places.street(visit.session, bound.value.street) if bound.value else None
    if street is None:
        box.save(token, answers)
        problems = dict(bound.problems) or {"street": forms.ChosenStreet.problems["street"]}
        return _page(visit, token, answers, answers.text("letter"), answers.text("q"), problems)
    answers.keep({"place": street.name, "street": street.id, "district": street.district_code, "lat": "", "lon": ""})
    box.save(token, answers)
    return visit.redirect("reports:check", draft=token)


def _drafts(visit: Visit) -> DraftBox:
    return DraftBox(visit.session, visit.site.ring, media_of(visit.site.settings))


def _page(
    visit: Visit, token: str, answers: Answers, letter: str, words: str, problems: dict[str, Lazy] | None = None
) -> Response:
    letter, words = tidy(letter[:1]), tidy(words[:LONGEST_SEARCH])
    found = places.search_streets(visit.session, words, limit=MOST_FOUND) if words else ()
    if letter and not words:
        found = places.streets_under(visit.session, letter)
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
        parts=(street, questions.landmark_field()),
        back=visit.url("reports:place", draft=token),
    )
    values = {name: (answers.text(name),) for name in ("street", "landmark") if answers.text(name)}
    return answered(form, values=values, errors=problems)
