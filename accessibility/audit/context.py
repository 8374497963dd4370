"""What the audit must be told about a page, because the HTML alone cannot say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The facts about one page. The defaults suit a page that anybody may read.

    `language` and `direction` are what `<html>` must say; None means "any". `site` is the end of each title, and
    `error_prefix` the translated "Error:". `has_session` says whether a signed-in person reads the page: only then do
    forms carry the field `session_field`. `own_origins` are the origins that are not third parties, such as
    "https://ballot.localhost". `may_style` allows the one hashed `<style>` of the report pages.
    """

    url: str = "/"
    language: str | None = None
    direction: str | None = None
    site: str | None = None
    error_prefix: str = "Error:"
    has_errors: bool = False
    has_session: bool = False
    session_field: str = "csrf"
    is_step: bool = False
    is_fragment: bool = False
    may_style: bool = False
    own_origins: tuple[str, ...] = ()
