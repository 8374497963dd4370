"""What is wrong with the catalogues as a whole: gaps, rules that moved, sentences that are too hard."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from i18n.catalogs import DOMAINS, po_path, template_path
from i18n.checks import CHECKS, Entry
from i18n.extraction import extract
from i18n.locales import ENGLISH, SHIPPED
from i18n.placeholders import without
from i18n.plurals import PINNED
from i18n.pofiles import Key, header_line, is_complete, key, messages, read
from i18n.readability import Reading, flesch_kincaid_grade, inflesz, reading
from i18n.updating import locale_folder

MOST_UNCHANGED = 30
MOST_MEAN_WORDS = 20
MOST_P95_WORDS = 30
LEAST_INFLESZ = 65
MOST_GRADE = 8

# With fewer sentences a mean is chance: ten labels have no style.
FEWEST_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `msgid` is empty where it is about a whole file or language."""

    locale: str
    domain: str
    msgid: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stats:
    """How far one domain of one language is."""

    locale: str
    domain: str
    total: int
    complete: int

    def __str__(self) -> str:
        return f"{self.locale} {self.domain}: {self.complete} of {self.total}"


def check(root: Path) -> tuple[Finding, ...]:
    """Check the catalogues of all shipped locales against the code and against the rules."""
    folder = locale_folder(root)
    unchanged_file = folder.parent / "unchanged.toml"
    allowed = tomllib.loads(unchanged_file.read_text("utf-8")) if unchanged_file.exists() else {}
    findings = list(stale(root, folder))
    for locale in SHIPPED:
        entries = tuple(_entries(locale.tag, folder))
        findings += headers(locale.tag, folder)
        findings += obsolete(locale.tag, folder)
        findings += single(entries)
        findings += unchanged(locale.tag, entries, allowed)
        findings += reading_ease(locale.tag, entries)
    return tuple(findings)


def stale(root: Path, folder: Path) -> Iterator[Finding]:
    """Find sentences of the code that the templates do not know yet, and catalogues behind their template."""
    for domain, entries in extract(root).items():
        said = {(key(one), one.id) for one in entries}
        known = _sources(template_path(folder, domain))
        for (_, msgid), _ in sorted(said ^ known, key=str):
            yield Finding("", domain, msgid, "stale", "the code and the template differ: update the catalogues")
        for locale in SHIPPED:
            apart = len(_sources(po_path(folder, locale.tag, domain)) ^ known)
            if apart:
                yield Finding(locale.tag, domain, "", "stale", f"{apart} messages differ from the template: update")


def _sources(path: Path) -> set[tuple[Key, object]]:
    return {(key(one), one.id) for one in messages(read(path))}


def headers(tag: str, folder: Path) -> Iterator[Finding]:
    """Find plural rules that a tool rewrote."""
    for domain in DOMAINS:
        path = po_path(folder, tag, domain)
        if path.exists() and header_line(path) != PINNED[tag]:
            yield Finding(tag, domain, "", "plural_header", f"Plural-Forms is not {PINNED[tag]}")


def obsolete(tag: str, folder: Path) -> Iterator[Finding]:
    """Find translations of sentences that nobody says any more: each would be read and kept for nothing."""
    for domain in DOMAINS:
        for gone in read(po_path(folder, tag, domain)).obsolete.values():
            yield Finding(tag, domain, key(gone)[1], "obsolete", "said no more: veu messages extract --prune")


def single(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Run every check of single messages."""
    for entry in entries:
        for one in CHECKS:
            for reason in dict.fromkeys(one(entry)):
                yield Finding(entry.tag, entry.domain, entry.msgid, one.__name__, reason)


def unchanged(tag: str, entries: Iterable[Entry], allowed: dict[str, object]) -> Iterator[Finding]:
    """Find translations that read like their source and are not in unchanged.toml."""
    if tag == ENGLISH.tag:
        return
    everywhere, by_locale = allowed.get("everywhere", []), allowed.get("locales", {})
    listed = set(everywhere if isinstance(everywhere, list) else ())
    listed |= set(by_locale.get(tag, ()) if isinstance(by_locale, dict) else ())
    if len(listed) > MOST_UNCHANGED:
        yield Finding(tag, "", "", "unchanged", f"{len(listed)} messages in unchanged.toml, at most {MOST_UNCHANGED}")
    for entry in entries:
        has_words = any(character.isalpha() for character in without(entry.msgid))
        if has_words and entry.msgid in entry.texts and entry.msgid not in listed:
            yield Finding(tag, entry.domain, entry.msgid, "unchanged", "reads the same as in English")


def readings(folder: Path) -> dict[str, Reading]:
    """Measure the sentences of each language."""
    counted = {locale.tag: _reading(locale.tag, _entries(locale.tag, folder)) for locale in SHIPPED}
    return {tag: counts for tag, counts in counted.items() if counts is not None}


def _reading(tag: str, entries: Iterable[Entry]) -> Reading | None:
    return reading((text for entry in entries for text in entry.texts), tag)


def reading_ease(tag: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Find a language whose sentences are too long, or too hard where a formula is proven for it."""
    counts = _reading(tag, entries)
    if counts is None or counts.sentences < FEWEST_SENTENCES:
        return
    for reason in _hard(tag, counts):
        yield Finding(tag, "", counts.longest, "reading_ease", reason)


def _hard(tag: str, counts: Reading) -> Iterator[str]:
    if counts.mean_words > MOST_MEAN_WORDS:
        yield f"sentences have {counts.mean_words:.1f} words on average, at most {MOST_MEAN_WORDS}"
    if counts.p95_words > MOST_P95_WORDS:
        yield f"one sentence in twenty has {counts.p95_words} words or more, at most {MOST_P95_WORDS}"
    if tag == "es" and inflesz(counts) < LEAST_INFLESZ:
        yield f"INFLESZ {inflesz(counts):.1f}, at least {LEAST_INFLESZ}"
    if tag == "en" and flesch_kincaid_grade(counts) > MOST_GRADE:
        yield f"Flesch-Kincaid grade {flesch_kincaid_grade(counts):.1f}, at most {MOST_GRADE}"


def stats(root: Path) -> tuple[Stats, ...]:
    """Count the messages of each domain and language, and those that are complete."""
    folder = locale_folder(root)
    rows: list[Stats] = []
    for locale in SHIPPED:
        for domain in DOMAINS:
            entries = messages(read(po_path(folder, locale.tag, domain)))
            rows.append(Stats(locale.tag, domain, len(entries), sum(map(is_complete, entries))))
    return tuple(rows)


def summary(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the findings as lines, then how many there are of each kind."""
    kinds: Counter[str] = Counter()
    for one in findings:
        kinds[one.check] += 1
        place = "/".join(part for part in (one.locale or "template", one.domain) if part)
        yield f"{place}: {one.check}: {one.reason}" + (f": {one.msgid!r}" if one.msgid else "")
    total = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    yield f"{kinds.total()} findings: {total}" if total else "0 findings"


def _entries(tag: str, folder: Path) -> Iterator[Entry]:
    for domain in DOMAINS:
        for message in messages(read(po_path(folder, tag, domain))):
            yield Entry(tag, domain, message)
