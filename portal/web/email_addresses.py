"""An e-mail address that somebody types: read into its one form, and refused where no letter could reach it."""

from i18n.lazy import Lazy, lazy
from portal.web.binding import FieldProblem
from privacy.vault.pseudonyms import NotAnAddress, canonical_email

PLAIN_LETTERS = lazy("Write an address with the letters a to z before the @: our letters cannot reach others yet.")


def reachable(typed: str, *, otherwise: Lazy) -> str:
    """Return the form to which letters are sent; raises FieldProblem, with `otherwise` for what is no address.

    Letters leave without SMTPUTF8 (RFC 6531), which few mail servers offer, so a part before the @ that is beyond ASCII
    is refused where it is typed. A domain beyond ASCII is written as the mail system knows it.
    """
    try:
        address = canonical_email(typed)
    except NotAnAddress:
        raise FieldProblem(otherwise) from None
    if not address.isascii():
        raise FieldProblem(PLAIN_LETTERS)
    return address
