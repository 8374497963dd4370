"""A letter, and how it is composed from `templates/email/<event>/`: its subject, and its body as text and as HTML.

An event may have bodies of its own (`body.txt`, `body.html`). Else it has sentences (`said.html`), which
`templates/email/letter.txt` and `letter.html` set in the one look of all letters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment

from i18n.formatting import EUROPE_MADRID
from i18n.locales import locale
from portal.ground.mail.environment import make_environment


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person. `to` is empty until the vault fills it in, and is never shown by `repr`."""

    subject: str
    text: str
    language: str  # BCP 47
    html: str | None = None
    stop: str = ""  # the link that ends such letters
    to: str = field(default="", repr=False)


def compose(
    event: str,
    *,
    language: str,
    facts: Mapping[str, object],
    to: str = "",
    zone: str = EUROPE_MADRID,
    folder: Path | None = None,
) -> Letter:
    """Write the letter of an event in a language of the portal; without a template for HTML it is plain text only.

    A fact `stop_link` is the link that ends such letters.

    Raises TemplateNotFound for an event without a subject or a text, UndefinedError for a fact that is missing.
    """
    plain = _environment(language, zone=zone, plain=True, folder=folder)
    subject = plain.get_template(f"email/{event}/subject.txt").render(facts)
    heading = " ".join(subject.split())
    headed = {**facts, "event": event, "heading": heading}
    text = plain.select_template([f"email/{event}/body.txt", "email/letter.txt"]).render(headed)
    html = _html(_environment(language, zone=zone, plain=False, folder=folder), event, headed)
    return Letter(
        subject=heading,  # a header has one line
        text=text.strip() + "\n",
        language=locale(language).html_lang,
        html=html,
        stop=str(facts.get("stop_link", "")),
        to=to,
    )


def _html(environment: Environment, event: str, facts: Mapping[str, object]) -> str | None:
    known = environment.list_templates()
    if (own := f"email/{event}/body.html") in known:
        return environment.get_template(own).render(facts)
    has_sentences = f"email/{event}/said.html" in known
    return environment.get_template("email/letter.html").render(facts) if has_sentences else None


@cache
def _environment(language: str, *, zone: str, plain: bool, folder: Path | None) -> Environment:
    return make_environment(language, zone=zone, plain=plain, folder=folder)
