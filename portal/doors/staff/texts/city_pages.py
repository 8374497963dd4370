"""The city's own pages at the desk: begun, shown to everyone when every language of the city is there, taken back."""

import re
from http import HTTPStatus
from typing import Any, Final

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from i18n.locales import locale
from portal.city.identity.acting import note, today, version
from portal.city.places.shell import official_of
from portal.city.texts import queries, service
from portal.city.texts.rules import STATE_NAMES, NameTaken
from portal.doors.staff.record.history import deeds
from portal.doors.staff.texts.text_editor import SECTION
from portal.doors.staff.texts.texts_units import title_of
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.web.language_names import NAMES
from portal.web.rendering import render
from portal.web.several_languages import official_first
from portal.web.visit import Visit

_ADDRESS: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 60
BAD_ADDRESS: Final = lazy("Write small letters from a to z, digits and hyphens, such as bulky-waste.")


def ask(visit: Visit, problems: dict[str, Lazy] | None = None) -> Response:
    """Ask for the address of a new page, and for the language in which it is written first."""
    own = official_of(visit)
    choices = tuple(Choice(value=tag, label=NAMES[tag]) for tag in own)
    hint = lazy("It is the same in all languages, and it cannot be changed. For example: bulky-waste")
    parts = (
        Field(
            id="address", name="address", label=lazy("A word for the address of the page"), hint=hint,
            autocomplete="off", direction="ltr",
        ),
        Field(
            id="source", name="source", kind=Kind.RADIOS, choices=choices,
            label=lazy("In which language of the city is it written first?"),
        ),
    )  # fmt: skip
    form = Form(id="page", action=visit.url("staff:page_begin"), back=visit.url("staff:texts"), parts=parts)
    said = {name: (str(visit.form.get(name, "")),) for name in ("address", "source") if visit.form.get(name)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    filled = answered(form, values=said or {"source": own[:1]}, errors=dict(problems or {}))
    return render(visit, "staff/city_page_new.html", section=SECTION, status=status, errors=bool(problems), form=filled)


def begin(visit: Visit) -> Response:
    """Begin a page, and lead to its first text."""
    name, source = str(visit.form.get("address", "")).strip(), str(visit.form.get("source", ""))
    problems: dict[str, Lazy] = {}
    if not _ADDRESS.fullmatch(name) or len(name) > _LONGEST:
        problems["address"] = BAD_ADDRESS
    elif queries.page(visit.session, name):
        problems["address"] = NameTaken.advice
    if source not in official_of(visit):
        problems["source"] = lazy("Choose a language of the city.")
    if problems:
        return ask(visit, problems)
    service.new_page(visit.session, name, source=source)
    note(visit, Act.PAGE_BEGIN, f"page:{name}")
    return visit.redirect("staff:text", kind="page", code=name, language_tag=source)


def show(visit: Visit, name: str) -> Response:
    """Show a page's languages, and what can be done with it."""
    found, own = _found(visit, name), official_of(visit)
    facts: dict[str, Any] = {
        "found": found,
        "title": title_of(found.unit, visit.locale.tag, own),
        "tongues": tuple((each, found.unit.state(each.tag)) for each in official_first(own)),
        "own": own,
        "names": NAMES,
        "states": STATE_NAMES,
        "lacking": tuple(locale(tag) for tag in found.unit.lacking(own)),
        "deeds": deeds(visit, f"page:{name}"),
    }
    return render(visit, "staff/city_page.html", section=SECTION, **facts)


def publish(visit: Visit, name: str) -> Response:
    """Show the page to everyone. Raises OwnLanguageMissing."""
    _found(visit, name)
    service.publish(
        visit.session, name, official=official_of(visit), version=version(visit), today=today(visit)
    )  # fmt: skip
    note(visit, Act.PAGE_PUBLISH, f"page:{name}")
    return visit.redirect("staff:page", page=name)


def withdraw(visit: Visit, name: str) -> Response:
    """Take the page back."""
    _found(visit, name)
    service.withdraw(visit.session, name, version=version(visit))
    note(visit, Act.PAGE_WITHDRAW, f"page:{name}")
    return visit.redirect("staff:page", page=name)


def delete(visit: Visit, name: str) -> Response:
    """Throw the page away, with its texts. Raises PageKnown."""
    _found(visit, name)
    service.delete_page(visit.session, name, version=version(visit))
    note(visit, Act.PAGE_DELETE, f"page:{name}")
    return visit.redirect("staff:texts")


def _found(visit: Visit, name: str) -> queries.PageView:
    found = queries.page(visit.session, name)
    if found is None:
        raise NotFound
    return found
