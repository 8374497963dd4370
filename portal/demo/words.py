"""What invented residents and staff write, in seven languages: sentences from `texts/`, put together by chance."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter

from i18n.locales import SHIPPED
from portal.city.city_file import Line, read_toml
from portal.demo.streets import LANDMARKS

FOLDER = Path(__file__).parent / "texts"
LOCALES = tuple(locale.tag for locale in SHIPPED)
NO_LANDMARK = "street"  # "in this street"

SINCE_SHARE = 0.45
WISH_SHARE = 0.3

Lines = Annotated[tuple[Line, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind of problem: what staff call it, and sentences that residents write about it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    title: Line
    texts: Lines


@dataclass(frozen=True, slots=True)
class Words:
    """All that is written in one language."""

    since: Lines
    wish: Lines
    question: Line
    answer: Line
    where: dict[str, Line]
    kinds: dict[str, dict[str, KindWords]]  # service code -> kind -> words


@cache
def words(locale: str) -> Words:
    """Read the texts of one language; raises CityFileError."""
    found = read_toml(FOLDER / f"{locale}.toml", TypeAdapter(dict[str, Any]))
    general = {key: found.pop(key) for key in ("since", "wish", "question", "answer", "where")}
    return TypeAdapter(Words).validate_python({**general, "kinds": found})


def kinds_of(service_code: str) -> tuple[str, ...]:
    """The kinds of problem that people report under a service."""
    return tuple(words("en").kinds[service_code])


def where(locale: str, landmark: str | None) -> str:
    """Say where, in words: "outside the school"."""
    return words(locale).where[landmark or NO_LANDMARK]


def titles(service_code: str, kind: str, landmark: str | None) -> dict[str, str]:
    """The title of an issue in every language."""
    return {locale: _title(locale, service_code, kind, landmark) for locale in LOCALES}


def _title(locale: str, service_code: str, kind: str, landmark: str | None) -> str:
    place = where(locale, landmark) if landmark else ""
    return " ".join(words(locale).kinds[service_code][kind].title.replace("{where}", place).split())


def report_text(chance: random.Random, locale: str, service_code: str, kind: str, landmark: str | None) -> str:
    """Write what a resident might: one sentence about the problem, and now and then one or two more."""
    spoken = words(locale)
    parts = [chance.choice(spoken.kinds[service_code][kind].texts).replace("{where}", where(locale, landmark))]
    if chance.random() < SINCE_SHARE:
        parts.append(chance.choice(spoken.since))
    if chance.random() < WISH_SHARE:
        parts.append(chance.choice(spoken.wish))
    return ("" if locale == "zh" else " ").join(parts)


def lacking(locale: str) -> tuple[str, ...]:
    """Name what this language does not say although English does: nothing, when the texts are whole."""
    here, english = words(locale), words("en")
    there = {(service, kind) for service, kinds in here.kinds.items() for kind in kinds}
    missing = [f"{s}.{k}" for s, kinds in english.kinds.items() for k in kinds if (s, k) not in there]
    missing += [f"where.{key}" for key in (NO_LANDMARK, *LANDMARKS) if key not in here.where]
    return tuple(missing)
