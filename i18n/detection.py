"""Which of our languages a text is most likely written in: counted here, with tables that the library brings.

Never asked: where somebody is. The page's language weighs double, because most people write in the language they read.
Measured in docs/decisions/ (language of a text): 14 MiB in a process that asks, 0.03 ms a text.
"""

from functools import cache
from typing import Final

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from i18n.locales import SHIPPED, Locale

SURE: Final = 0.8
PAGE_WEIGHS: Final = 2


def likeliest(text: str, page: Locale) -> Locale | None:
    """Return the language of `text` where it is sure enough; None where it is not."""
    detector, known = _detector()
    weighed = {
        known[each.language]: each.value * (PAGE_WEIGHS if known[each.language] == page else 1)
        for each in detector.compute_language_confidence_values(text)
    }
    best = max(weighed, key=lambda each: weighed[each])
    return best if weighed[best] >= SURE * sum(weighed.values()) > 0 else None


@cache
def _detector() -> tuple[LanguageDetector, dict[Language, Locale]]:
    """Make the detector at the first text: of letter triples alone, which take a tenth of the memory."""
    known = {Language.from_iso_code_639_1(IsoCode639_1.from_str(each.tag)): each for each in SHIPPED}
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build(), known
