"""A text in one language at the desk: written beside its source, looked at as readers will see it, and reviewed."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Response

from accessibility.fields import Field
from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from i18n.locales import Locale, shipped
from portal.city.identity.acting import note, today, version
from portal.city.pages import checking
from portal.city.pages.views import of_texts
from portal.city.texts import service
from portal.city.texts.rules import STATE_NAMES, Kind, Unit, hash_of
from portal.doors.staff.record.history import deeds
from portal.doors.staff.texts.texts_units import FIELDS, KIND_NAMES, Listed, unit_of
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.web import own_words
from portal.web.language_names import NAMES
from portal.web.rendering import render
from portal.web.several_languages import text_field
from portal.web.visit import Visit

SECTION = "texts"
TOO_LONG = lazy("Shorten it to %(most)s characters or fewer.")


def show(visit: Visit, kind: str, code: str, tag: str) -> Response:
    """Show a text with its form, and below it what readers will get."""
    return _page(visit, unit_of(visit, kind, code), _language(tag))


def save(visit: Visit, kind: str, code: str, tag: str) -> Response:
    """Keep what was typed as a draft; a clerk who was not the first gets it back beside what is there."""
    listed, language = unit_of(visit, kind, code), _language(tag)
    newest = version(visit)
    typed = {each.name: str(visit.form.get(each.name, "")).strip() for each in FIELDS[listed.unit.key.kind]}
    if newest != _newest(listed.unit, tag):
        return _page(visit, listed, language, typed=typed, is_late=True)
    if problems := _problems(visit, listed.unit.key.kind, typed):
        return _page(visit, listed, language, typed=typed, problems=problems)
    made_from = str(visit.form.get("source", ""))[:64]
    service.write(
        visit.session, listed.unit, tag, typed, made_from=made_from, version=newest, on=today(visit)
    )  # fmt: skip
    note(visit, Act.TEXT_WRITE, _object(listed.unit, tag))
    return visit.redirect("staff:text", fragment="after", kind=kind, code=code, language_tag=tag)


def review(visit: Visit, kind: str, code: str, tag: str) -> Response:
    """Show the draft to readers, unless a check stops it."""
    listed, language = unit_of(visit, kind, code), _language(tag)
    if any(fault.check.blocks for fault in faults_of(visit, listed.unit, language)):
        return _page(visit, listed, language, is_stopped=True)
    service.review(visit.session, listed.unit, tag, version=version(visit), on=today(visit))
    note(visit, Act.TEXT_REVIEW, _object(listed.unit, tag))
    return visit.redirect("staff:text", fragment="after", kind=kind, code=code, language_tag=tag)


def give_back(visit: Visit, kind: str, code: str, tag: str) -> Response:
    """Let the wording of the city's file count again."""
    listed = unit_of(visit, kind, code)
    service.give_back(visit.session, listed.unit, _language(tag).tag, version=version(visit))
    note(visit, Act.TEXT_FILE, _object(listed.unit, tag))
    return visit.redirect("staff:text", kind=kind, code=code, language_tag=tag)


def faults_of(visit: Visit, unit: Unit, language: Locale) -> tuple[checking.Fault, ...]:
    """Look at the newest wording as it would be shown; only pages have parts that can be wrong."""
    texts = unit.working(language.tag)
    if unit.key.kind is not Kind.PAGE or not unit.is_whole(texts):
        return ()
    return checking.faults(visit, of_texts(unit.key.code, texts, language))


def _page(
    visit: Visit,
    listed: Listed,
    language: Locale,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Lazy] | None = None,
    is_late: bool = False,
    is_stopped: bool = False,
) -> Response:
    unit, tag = listed.unit, language.tag
    said = unit.working(tag) if typed is None else typed
    values = {name: (text,) for name, text in said.items() if text}
    is_wrong = bool(problems) or is_stopped
    faults = faults_of(visit, unit, language) if typed is None else ()
    stops = next((each for each in faults if each.check.blocks), None) if is_stopped else None
    wrong = {"body": stops.check.help} if stops else dict(problems or {})
    facts: dict[str, Any] = {
        "listed": listed, "unit": unit, "language": language, "language_name": NAMES[tag],
        "fields": FIELDS[unit.key.kind], "deeds": deeds(visit, _object(unit, tag)), "source": shipped(unit.source),
        "state": unit.state(tag), "state_name": STATE_NAMES[unit.state(tag)], "kind_name": KIND_NAMES[unit.key.kind],
        "is_late": is_late, "faults": faults, "all_checks": checking.CHECKS, "version": _newest(unit, tag),
        "made_from": hash_of(unit.to_translate),
        "read": of_texts(unit.key.code, unit.working(tag), language) if unit.key.kind is Kind.PAGE else None,
    }  # fmt: skip
    return render(
        visit,
        "staff/text.html",
        section=SECTION,
        status=HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK,
        errors=is_wrong,
        form=answered(_form(visit, unit, language, said), values=values, errors=wrong),
        **facts,
    )


def _form(visit: Visit, unit: Unit, language: Locale, said: Mapping[str, str]) -> Form:
    here: dict[str, Any] = {"kind": unit.key.kind.value, "code": unit.key.code, "language_tag": language.tag}
    typed = {name: (text,) for name, text in said.items()} if visit.writes else {}
    asked: tuple[Field, ...] = tuple(
        text_field(each.name, each.label, optional=each.missing is None, rows=each.rows, hint=each.hint)
        for each in FIELDS[unit.key.kind]
    )
    return Form(
        id="text",
        action=visit.url("staff:text_save", **here),
        back=visit.url("staff:texts"),
        parts=(*asked, *own_words.question(typed, typed)),
    )


def _problems(visit: Visit, kind: Kind, typed: Mapping[str, str]) -> dict[str, Lazy]:
    found = dict(own_words.wrong(typed.items(), sure=own_words.is_sure(visit.form)))
    for each in FIELDS[kind]:
        if each.missing is not None and not typed[each.name]:
            found[each.name] = each.missing
        elif len(typed[each.name]) > each.longest:
            found[each.name] = TOO_LONG.bind(most=each.longest)
    return found


def _newest(unit: Unit, tag: str) -> int:
    return unit.rows[tag].version if tag in unit.rows else 0


def _object(unit: Unit, tag: str) -> str:
    return f"text:{unit.key.kind.value}:{unit.key.code}:{tag}"


def _language(tag: str) -> Locale:
    found = shipped(tag)
    if found is None:
        raise NotFound
    return found
