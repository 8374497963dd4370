"""From what the desk typed to a measure that can be published, or to the sentences that say what is missing."""

from collections.abc import Collection, Mapping, Sequence

from starlette.datastructures import FormData

from i18n.lazy import Lazy, lazy
from portal.decide.amounts import cents_of, percent_of
from portal.decide.solutions import forms
from portal.decide.solutions.forms import HIGH, LOW, RELIEF, TEXTS, MeasureDraft
from portal.decide.solutions.rules import LONGEST_TEXT, LONGEST_TITLE, Measure, Relief
from portal.web import own_words
from portal.web.binding import bind
from portal.web.several_languages import language_named, texts_in, texts_of

LONGEST = {"title": LONGEST_TITLE, "summary": LONGEST_TEXT, "effect": LONGEST_TEXT}
MISSING = {
    "title": lazy("Write the title in %(language)s: the city publishes in all of its languages."),
    "summary": lazy("Write in %(language)s what would be done: the city publishes in all of its languages."),
    "effect": lazy("Write in %(language)s what should change: the city publishes in all of its languages."),
}
TOO_LONG = lazy("Shorten the text in %(language)s to %(most)s characters or fewer.")


def read(
    form: FormData, *, official: Sequence[str], services: Collection[str], districts: Collection[str]
) -> tuple[Measure | None, dict[str, Lazy]]:
    """Read a measure. Its texts must exist in every official language; its codes must be the city's own."""
    bound = bind(MeasureDraft, form)
    texts = {name: texts_of(form, name, official) for name in TEXTS}
    personal = own_words.wrong(texts_in(form, TEXTS), sure=own_words.is_sure(form))
    problems = {**dict(personal), **_text_problems(texts, official), **bound.problems}
    said = bound.value
    if said is None:
        return None, problems
    if not said.services or set(said.services) - set(services):
        problems["services"] = MeasureDraft.problems["services"]
    if set(said.districts) - set(districts):
        problems["districts"] = MeasureDraft.problems["districts"]
    relief, wrong = _relief(said)
    problems |= wrong
    if problems or relief is None:
        return None, problems
    return Measure(
        titles=texts["title"],
        summaries=texts["summary"],
        effects=texts["effect"],
        cost_cents=cents_of(said.cost) or 0,
        services=tuple(code for code in services if code in said.services),
        districts=tuple(code for code in districts if code in said.districts),
        relief=relief,
    ), {}


def _relief(said: forms.MeasureDraft) -> tuple[Relief | None, dict[str, Lazy]]:
    percent = percent_of(said.relief_percent) or 0
    low, high = (
        percent if text is None else percent_of(text) or 0
        for text in (said.relief_low_percent, said.relief_high_percent)
    )
    if percent == 0:
        return None, {RELIEF: lazy("Write at least 1 percent: a measure that relieves nothing is not ranked.")}
    if low > percent:
        return None, {LOW: lazy("Write a share that is not above the expected one.")}
    if high < percent:
        return None, {HIGH: lazy("Write a share that is not below the expected one.")}
    return Relief(percent, low, high), {}


def _text_problems(texts: Mapping[str, Mapping[str, str]], official: Sequence[str]) -> dict[str, Lazy]:
    problems: dict[str, Lazy] = {}
    for name, found in texts.items():
        missing = (tag for tag in official if tag not in found)
        problems |= {f"{name}_{tag}": MISSING[name].bind(**language_named(tag)) for tag in missing}
        too_long = (tag for tag, text in found.items() if len(text) > LONGEST[name])
        problems |= {f"{name}_{tag}": TOO_LONG.bind(most=LONGEST[name], **language_named(tag)) for tag in too_long}
    return problems
