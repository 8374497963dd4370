"""Read amounts of money and percentages as people write them, in any digits: "420,000", "420.000 €", "35 %"."""

import re
import unicodedata

_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,3}(?:[ .,'][0-9]{3})+|[0-9]+)(?:[.,](?P<cents>[0-9]{2}))?")
_PERCENT = re.compile(r"([0-9]{1,3}) ?%?")


def cents_of(text: str) -> int | None:
    """Read an amount in euros, with or without the sign; None where it cannot be read without guessing.

    A sign before three digits parts thousands, before two digits at the end it parts cents.
    """
    found = _AMOUNT.fullmatch(_plain(text).replace("€", "").replace("EUR", "").strip())
    if found is None:
        return None
    whole = int(re.sub(r"[^0-9]", "", found["whole"]))
    return whole * 100 + int(found["cents"] or 0)


def percent_of(text: str) -> int | None:
    """Read a whole percentage from 0 to 100; None where it is none."""
    found = _PERCENT.fullmatch(_plain(text))
    if found is None or int(found[1]) > 100:
        return None
    return int(found[1])


def _plain(text: str) -> str:
    """Write digits of every script as 0 to 9, and every space as one plain space."""
    spread = unicodedata.normalize("NFKC", text).replace("٪", "%").replace("٬", ",").replace("٫", ".")
    digits = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in spread)
    return " ".join(digits.replace("’", "'").split())
