"""What a place can be that is no street: a fixed list, so that each kind has a name in every language."""

from typing import Final

from i18n.lazy import Lazy, lazy, plazy

STREET: Final[Lazy] = plazy("kind of place", "Street")
KINDS: Final[dict[str, Lazy]] = {
    "market": plazy("kind of place", "Market"),
    "school": plazy("kind of place", "School"),
    "stop": lazy("Bus or tram stop"),
    "station": plazy("kind of place", "Station"),
    "park": plazy("kind of place", "Park"),
    "playground": plazy("kind of place", "Playground"),
    "square": plazy("kind of place", "Square"),
    "health": lazy("Health centre"),
    "pharmacy": plazy("kind of place", "Pharmacy"),
    "library": plazy("kind of place", "Library"),
    "sports": lazy("Sports ground"),
    "civic": lazy("Civic centre"),
    "worship": lazy("Place of worship"),
    "museum": plazy("kind of place", "Museum"),
    "cemetery": plazy("kind of place", "Cemetery"),
    "carpark": lazy("Car park"),
    "beach": plazy("kind of place", "Beach"),
    "bridge": plazy("kind of place", "Bridge"),
    "other": lazy("Known place"),
}
