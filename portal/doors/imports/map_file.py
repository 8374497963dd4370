"""Find a map by its name or its path, read it, and say precisely which of its keys is wrong."""

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter

from i18n.locales import shipped
from portal.city.city_file import CityFileError, read_toml
from portal.city.services.rules import ICONS
from portal.city.wording import missing
from portal.doors.imports.request_map import RequestMap, same
from portal.doors.imports.rules import WrongMap

MAPS = Path(__file__).parent / "maps"
BUILT_IN = ("boston311", "socrata311")


@dataclass(frozen=True, slots=True)
class LoadedMap:
    """A checked map, how it is called, and the digest by which a changed map is another one."""

    name: str
    rules: RequestMap
    zone: ZoneInfo
    digest: str


def load_map(name: str) -> LoadedMap:
    """Load a built-in map by its name, or one of your own by its path. Raises WrongMap."""
    path = MAPS / f"{name}.toml" if name in BUILT_IN else Path(name)
    if not path.is_file():
        raise WrongMap("--map", name, f"there is no such file; the built-in maps are {' and '.join(BUILT_IN)}")
    try:
        rules = read_toml(path, TypeAdapter(RequestMap))
    except CityFileError as error:
        raise WrongMap(error.file, *_parted(error.reason)) from error
    for key, reason in _faults(rules):
        raise WrongMap(path.name, key, reason)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return LoadedMap(path.name, rules, ZoneInfo(rules.time_zone), digest)


def _parted(reason: str) -> tuple[str, str]:
    key, colon, rest = reason.partition(": ")
    return (key, rest) if colon else ("the file", reason)


def _faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    """Name what the shape of a map cannot say."""
    yield from _file_faults(rules)
    yield from _column_faults(rules)
    yield from _word_faults(rules)
    yield from _category_faults(rules)
    yield from _city_faults(rules)


def _read_back(encoding: str) -> None:
    """Read a letter as a file is read. Raises LookupError or ValueError for what is no encoding of text."""
    with io.TextIOWrapper(io.BytesIO("a".encode(encoding)), encoding, errors="surrogateescape") as text:
        text.read()


def _file_faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    try:
        ZoneInfo(rules.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "time_zone", f'"{rules.time_zone}" is no time zone; write one such as "Europe/Madrid"'
    try:
        _read_back(rules.file.encoding)
    except (LookupError, ValueError):
        yield "file.encoding", f'"{rules.file.encoding}" is no encoding; write one such as "utf-8" or "latin-1"'
    for pattern in rules.dates.formats:
        if pattern not in {"iso", "epoch", "epoch-ms"} and "%" not in pattern:
            yield (
                "dates.formats",
                f'"{pattern}" is no pattern; write "iso", "epoch", "epoch-ms" or one such as "%d/%m/%Y"',
            )
        elif "%" in pattern and not any(year in pattern for year in ("%Y", "%y", "%c", "%x", "%G")):
            yield "dates.formats", f'"{pattern}" has no year'


def _column_faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    columns = rules.columns
    if (columns.latitude is None) != (columns.longitude is None):
        missing = "latitude" if columns.latitude is None else "longitude"
        yield f"columns.{missing}", "latitude and longitude go together"
    if (columns.point is None) == (columns.latitude is None):
        yield "columns.point", "name either the columns latitude and longitude, or the column point"
    if columns.channel is None and rules.voice.channels:
        yield "columns.channel", "voice.channels needs the column that holds the channel"
    if columns.ending is None and rules.outcomes.rules:
        yield "columns.ending", "outcomes.rules need the column that says how a request ended"


def _word_faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    if (rules.voice.all is None) == (not rules.voice.channels):
        yield "voice", "say which rows are residents' voices: either all = true, all = false, or channels = [...]"
    statuses = rules.statuses
    words = [same(word) for word in (*statuses.open, *statuses.scheduled, *statuses.in_progress, *statuses.closed)]
    if rules.columns.status is not None and not words:
        yield "statuses", "columns.status needs the words for open, scheduled, in_progress and closed"
    if rules.columns.status is None and rules.columns.closed is None:
        yield "columns.status", "name the column status, or closed: else nobody knows what is still open"
    for word in _twice(words):
        yield "statuses", f'"{word}" stands under two statuses'


def _category_faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    for word in _twice([same(each) for category in rules.categories.values() for each in category.types]):
        yield "categories", f'the type "{word}" stands in two categories'
    if rules.other_types is not None and rules.other_types not in rules.categories:
        yield "other_types", f'there is no category "{rules.other_types}" in this map'
    for code, category in rules.categories.items():
        if category.icon not in ICONS:
            yield f"categories.{code}.icon", f"choose one of {', '.join(sorted(ICONS))}"
        if category.names is not None and category.hints is None:
            yield f"categories.{code}.hints", "a service with names needs hints too"


def _city_faults(rules: RequestMap) -> Iterator[tuple[str, str]]:
    city = rules.city
    for tag in city.official_languages if city else ():
        if shipped(tag) is None:
            yield "city.official_languages", f'"{tag}" is not a language of the portal'
    for field, texts in (("names", city.names), ("help_hours", city.help_hours)) if city else ():
        for tag in missing(texts, city.official_languages if city else ()):
            yield f"city.{field}", f'the official language "{tag}" is missing'


def _twice(words: list[str]) -> Iterator[str]:
    return (word for word, times in Counter(words).items() if times > 1)
