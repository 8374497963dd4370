"""From what the desk typed to a poll that can be published, or to the sentences that say what is missing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from unicodedata import normalize

from starlette.datastructures import FormData

from i18n.lazy import Lazy, lazy
from portal.listen.voting import forms
from portal.listen.voting.rules import FEWEST_OPTIONS, FULL_YEAR, MOST_OPTIONS, Drafted
from portal.web import own_words
from portal.web.binding import bind
from portal.web.several_languages import language_named as of
from portal.web.several_languages import texts_in, texts_of
from privacy.dp.families import POLLS_A_YEAR
from privacy.dp.weeks import local_day, week_of, year_of

LONGEST = 2000


def read(
    form: FormData, *, official: Sequence[str], zone: tzinfo, now: datetime, closing_in: Callable[[int], int]
) -> tuple[Drafted | None, dict[str, Lazy]]:
    """Read a poll. Its texts must exist in every official language, and each language names the same options.

    `closing_in` counts the published polls that close in a year.
    """
    bound = bind(forms.PollDraft, form)
    problems = dict(bound.problems)
    question, summary = _short(form, "question", official), _short(form, "summary", official)
    lines = {tag: text.splitlines() for tag, text in _short(form, "options", official).items()}
    options = {tag: [line.strip() for line in found if line.strip()] for tag, found in lines.items()}
    for tag in official:
        if tag not in question:
            problems[f"question_{tag}"] = lazy("Write the question in %(language)s, a language of the city.", **of(tag))
        if tag not in summary:
            problems[f"summary_{tag}"] = lazy(
                "Write what it is about in %(language)s, a language of the city.", **of(tag)
            )
    problems |= _option_problems(options, question, official)
    problems = dict(own_words.wrong(texts_in(form, forms.TEXTS), sure=own_words.is_sure(form))) | problems
    if bound.value is None or problems:
        return None, problems
    opens_at = forms.instant(bound.value.opens_on, zone=zone, at_end=False)
    closes_at = forms.instant(bound.value.closes_on, zone=zone, at_end=True)
    if closes_at <= max(opens_at, now):
        return None, {"closes_on": lazy("Choose a last day that is today or later, and not before the first day.")}
    year = year_of(week_of(local_day(closes_at, zone)))
    if closing_in(year) >= POLLS_A_YEAR:
        return None, {"closes_on": FULL_YEAR.bind(most=POLLS_A_YEAR, year=str(year))}
    count = len(options[official[0]])
    each = tuple({tag: options[tag][place] for tag in options} for place in range(count))
    return Drafted(question, summary, each, opens_at, closes_at), {}


def _short(form: FormData, name: str, official: Sequence[str]) -> dict[str, str]:
    return {tag: text[:LONGEST] for tag, text in texts_of(form, name, official).items()}


def _option_problems(
    options: Mapping[str, Sequence[str]], asked_in: Iterable[str], official: Sequence[str]
) -> dict[str, Lazy]:
    """Each language in which the question is asked has as many options as the first, and no two are equal."""
    first = options.get(official[0], ())
    if not FEWEST_OPTIONS <= len(first) <= MOST_OPTIONS:
        sentence = lazy("Write %(few)s to %(most)s options, one a line.", few=FEWEST_OPTIONS, most=MOST_OPTIONS)
        return {f"options_{official[0]}": sentence}
    wanted = {*official, *options, *asked_in}
    equal = {tag: twice for tag, found in options.items() if (twice := _said_twice(found))}
    return {
        f"options_{tag}": lazy("“%(option)s” is there twice. Write options that differ.", option=twice)
        for tag, twice in equal.items()
    } | {
        f"options_{tag}": lazy("Write as many options in %(language)s as in the first language.", **of(tag))
        for tag in wanted
        if len(options.get(tag, ())) != len(first)
    }


def _said_twice(options: Sequence[str]) -> str:
    """Find the first option that says what one before it says, but for case and spaces; else empty."""
    seen: set[str] = set()
    for option in options:
        said = " ".join(normalize("NFKC", option).casefold().split())
        if said in seen:
            return option
        seen.add(said)
    return ""
