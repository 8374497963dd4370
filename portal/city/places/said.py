"""Words about places as files give them: tidied like a form, and no longer than a page has room for."""

import re
from typing import Final

from portal.city.places.rules import street_key
from privacy.minimise.characters import tidy_line, visible

LONGEST_NAME: Final = 200
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9-]{0,35}")
_HALF: Final = re.compile("[\ud800-\udfff]")


class Unusable(ValueError):
    """What is said of a place cannot be used; the caller says where it stands."""


def name_said(text: str) -> str:
    """Read a name. Raises Unusable."""
    if _HALF.search(text):
        raise Unusable("half a character (a lone surrogate) stands in its name")
    name = tidy_line(text)
    if not visible(name):
        raise Unusable("nothing can be seen of its name")
    if len(name) > LONGEST_NAME or len(street_key(name)) > LONGEST_NAME:
        raise Unusable(f"its name is longer than {LONGEST_NAME} characters")
    return name


def language_said(tag: object) -> str:
    """Read the language of a name, "" where none is given. Raises Unusable."""
    if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag.strip()):
        raise Unusable('its language must be a tag such as "ca"')
    return tag.strip()
