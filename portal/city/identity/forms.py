"""What a person submits to sign in."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from accessibility.fields import Field, Kind
from i18n.lazy import lazy
from portal.web import binding
from portal.web.email_addresses import reachable

WRITE_IT_IN_FULL = lazy("Write your e-mail address in full, such as name@example.org.")


def _address(text: str) -> str:
    return reachable(text, otherwise=WRITE_IT_IN_FULL)


class Address(binding.Form):
    """Where the sign-in link goes."""

    problems: ClassVar = {"email": WRITE_IT_IN_FULL}

    email: Annotated[str, AfterValidator(_address)]


def address_field() -> Field:
    """The one question of signing in."""
    return Field(
        id="email",
        name="email",
        kind=Kind.EMAIL,
        label=lazy("Your e-mail address"),
        hint=lazy("We send you a link and then forget the address. What stays cannot be turned back into it."),
        autocomplete="email",
        direction="ltr",
    )
