"""What our languages are called in the reader's own."""

from typing import Final

from i18n.lazy import Lazy, plazy

NAMES: Final[dict[str, Lazy]] = {
    "ar": plazy("language", "Arabic"),
    "ca": plazy("language", "Valencian"),
    "en": plazy("language", "English"),
    "es": plazy("language", "Spanish"),
    "fr": plazy("language", "French"),
    "ru": plazy("language", "Russian"),
    "zh": plazy("language", "Chinese"),
}
