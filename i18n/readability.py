"""How hard the words of the portal are to read: sentence length for all, a formula where one is proven.

Small syllable counters of our own: they count the nuclei of words, not their borders, and are meant for
averages over a whole catalogue, where single mistakes even out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from i18n.placeholders import without

# A placeholder stands for a short name: one word, two syllables in English and in Spanish.
_STAND_IN = "item"
_SENTENCE_END = re.compile(r"(?<=[.!?؟])[\s\u00a0\u202f]+|(?<=[。！？])|\n+")
_COMPLETE = re.compile(r"[.!?؟。！？…:][»”’\")\]]*$")
_WORD = re.compile(r"[^\W_]+(?:[’'·\-][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Chinese writes no spaces. Our convention: two characters are one word, most words of modern prose being so long.
_HAN_PER_WORD = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts over all full sentences of a catalogue. Labels and buttons are no sentences."""

    sentences: int
    words: int
    syllables: int
    mean_words: float
    p95_words: int
    longest: str


def sentences(messages: Iterable[str]) -> tuple[str, ...]:
    """Return the full sentences in some messages: those that end like one."""
    found: list[str] = []
    for message in messages:
        parts = [part.strip() for part in _SENTENCE_END.split(without(message, _STAND_IN))]
        found += [part for part in parts if _COMPLETE.search(part)]
    return tuple(found)


def word_count(sentence: str) -> int:
    """Return the number of words in a sentence; Chinese by characters."""
    han = len(_HAN.findall(sentence))
    return len(_WORD.findall(_HAN.sub(" ", sentence))) + ceil(han / _HAN_PER_WORD)


def reading(messages: Iterable[str], tag: str) -> Reading | None:
    """Measure the full sentences of some messages, None where there are none."""
    found = sentences(messages)
    if not found:
        return None
    lengths = sorted(word_count(one) for one in found)
    words = [word for one in found for word in _WORD.findall(one)]
    counter = {"es": spanish_syllables, "en": english_syllables}.get(tag)
    return Reading(
        sentences=len(found),
        words=sum(lengths),
        syllables=sum(counter(word) for word in words) if counter else 0,
        mean_words=sum(lengths) / len(lengths),
        p95_words=lengths[ceil(0.95 * len(lengths)) - 1],  # nearest rank
        longest=max(found, key=word_count),
    )


def inflesz(counts: Reading) -> float:
    """Return the Spanish ease of reading; 65 to 80 is "fairly easy".

    Source: Szigriszt Pazos 1993 (formula); Barrio-Cantalejo et al. 2008, An. Sist. Sanit. Navar. 31(2) (scale).
    """
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def flesch_kincaid_grade(counts: Reading) -> float:
    """Return the school grade an English text asks for. Source: Kincaid et al. 1975, Report 8-75."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


_STRONG = frozenset("aeoáéó")
_STRESSED_WEAK = frozenset("íú")
_SPANISH_VOWELS = re.compile("[aeoáéóíúiuü]+")


def spanish_syllables(word: str) -> int:
    """Count the nuclei of a Spanish word: two strong vowels part, a stressed weak one parts from a strong one.

    Source: RAE, Ortografía de la lengua española (2010), on diphthongs and hiatus.
    """
    text = re.sub(r"y\b", "i", re.sub(r"(q)u|(g)u(?=[eiéí])", r"\1\2", word.lower()))
    count = 0
    for group in _SPANISH_VOWELS.findall(text):
        count += 1 + sum(_parts(left, right) for left, right in pairwise(group))
    return max(count, 1)


def _parts(left: str, right: str) -> bool:
    if left in _STRONG:
        return right in _STRONG or right in _STRESSED_WEAK
    return left in _STRESSED_WEAK and right in _STRONG


_ENGLISH_GROUP = re.compile("[aeiouy]+")
# Two vowels that sound apart inside one group: area, video, idea, actual, science, quiet, being.
_ENGLISH_HIATUS = re.compile(r"(?<![ctsxg])i(?:a|o(?!ns?\b))|ie[tn]|(?<!p)eo|ea\b|(?<=cr)ea|ua[lt]|ying|eing|[ei]um\b")
_SILENT_END = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr]|[^l]r|ll)es?$|[^aeiouytd]ed$|[aeiouy][lr]ed$")
_SOUNDED_ES = re.compile(r"(?:[sxz]|[cs]h|[cg])es$")


def english_syllables(word: str) -> int:
    """Count the nuclei of an English word by its vowel groups, less silent endings.

    Source: the approach of Talburt 1986, "The Flesch index", SIGDOC '85.
    """
    text = word.lower().replace("’", "'").partition("'")[0]
    count = len(_ENGLISH_GROUP.findall(text)) + len(_ENGLISH_HIATUS.findall(text))
    if _SILENT_END.search(text) and not _SOUNDED_ES.search(text):
        count -= 1
    return max(count, 1)
