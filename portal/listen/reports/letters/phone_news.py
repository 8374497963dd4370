"""What a phone is told where a city has switched that on: sent by the worker, which knows no page."""

import json
from typing import Final
from uuid import UUID

from sqlalchemy import literal, select
from sqlmodel import Session

from i18n.lazy import lazy
from i18n.locales import ENGLISH, shipped
from i18n.translator import translator
from portal.ground.database import Database
from portal.ground.mail.pushes import Gone, Pusher
from portal.ground.vault import service as vault
from portal.listen.reports import queries
from portal.listen.reports.models import Report
from privacy.vault.keys import KeyRing

NEWS: Final = lazy("There is news about a report.")


def deliver(database: Database, ring: KeyRing, pusher: Pusher | None, *, subject: str, locale: str) -> None:
    """Tell the phone; one that is gone is forgotten. Where it was switched off meanwhile, nobody is told."""
    person = UUID(subject)
    try:
        with database.reading() as session:
            if pusher is not None:
                vault.push_now(session, ring, pusher, subject=person, message=message(locale))
    except Gone:
        with database.writing() as session:
            report = queries.by_id(session, person, lock=True)
            if report is not None:
                forget(session, report)


def message(locale: str) -> bytes:
    """Write what a phone is told."""
    spoken = shipped(locale) or ENGLISH
    said = {
        "title": "Veu",
        "body": translator(spoken).gettext.text(NEWS),
        "lang": spoken.html_lang,
        "dir": spoken.direction,
        "url": f"/{spoken.tag}/track",
    }
    return json.dumps(said).encode()


def forget(session: Session, report: Report) -> None:
    """Delete where a phone is reached, and nothing else of the report."""
    vault.forget(session, subjects=select(literal(report.id)), table="listen_report", column="push")
    report.has_push = False
    session.add(report)
