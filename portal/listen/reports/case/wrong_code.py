"""What is wrong with a code that opens no report, as far as its letters alone tell."""

from i18n.lazy import Lazy, lazy, nlazy
from portal.city.places import queries as places
from portal.web.visit import Visit
from privacy.vault.codes import NotACode, letters_missing, read_reference

NOT_FOUND = lazy("We know no report with this code. Compare it with what you wrote down, letter by letter.")
IS_REFERENCE = lazy("This is the reference. Write the tracking code: it has 24 letters and digits.")
TOO_SHORT = nlazy(
    "We know no report with this code: %(n)s character is missing.",
    "We know no report with this code: %(n)s characters are missing.",
)
TOO_LONG = nlazy(
    "We know no report with this code: it has %(n)s character too many.",
    "We know no report with this code: it has %(n)s characters too many.",
)


def why_unknown(visit: Visit, typed: str) -> Lazy:
    """Say what is wrong with a code, as far as its letters alone tell: nothing is looked up for it."""
    city = places.jurisdiction(visit.session)
    try:
        read_reference(typed, prefix=city.prefix if city else "")
    except NotACode:
        missing = letters_missing(typed)
        return TOO_SHORT.count(missing) if missing > 0 else TOO_LONG.count(-missing) if missing else NOT_FOUND
    return IS_REFERENCE
