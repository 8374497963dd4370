"""A letter, and how it is composed from `templates/email/<event>/{subject.txt,body.txt,body.html}`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, TemplateNotFound

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
    """Write the letter of an event in a language of the portal; without a `body.html` it is plain text only.

    Raises TemplateNotFound for an event without a subject or a text, UndefinedError for a fact that is missing.
    """
    plain = _environment(language, zone=zone, plain=True, folder=folder)
    subject = plain.get_template(f"email/{event}/subject.txt").render(facts)
    text = plain.get_template(f"email/{event}/body.txt").render(facts)
    html = _html(_environment(language, zone=zone, plain=False, folder=folder), event, facts)
    return Letter(
        subject=" ".join(subject.split()),  # a header has one line
        text=text.strip() + "\n",
        language=locale(language).html_lang,
        html=html,
        to=to,
    )


def _html(environment: Environment, event: str, facts: Mapping[str, object]) -> str | None:
    name = f"email/{event}/body.html"
    try:
        template = environment.get_template(name)
    except TemplateNotFound as missing:
        if missing.name != name:
            raise
        return None
    return template.render(facts)


@cache
def _environment(language: str, *, zone: str, plain: bool, folder: Path | None) -> Environment:
    return make_environment(language, zone=zone, plain=plain, folder=folder)
