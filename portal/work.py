"""The work that waits: which function does which kind, and what comes back by itself. The other half of `app.py`."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from portal.city.identity import letters
from portal.city.identity import service as identity
from portal.city.issues import jobs as issues_jobs
from portal.decide.prioritisation import jobs as prioritisation_jobs
from portal.ground import clock
from portal.ground.audit_log import service as audit_log
from portal.ground.jobs import queue
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import Mailer, mailer_of
from portal.ground.media.folder import media_of
from portal.ground.settings import Settings
from portal.ground.vault import jobs as vault_jobs
from portal.listen.reports import drafts, ending, lost_code
from portal.listen.reports import service as reports
from portal.listen.support import service as support
from portal.listen.voting import service as voting
from portal.understand.figures import forgetting, public_file
from portal.understand.figures import jobs as figures_jobs
from portal.understand.figures import service as figures
from portal.understand.figures.behind import is_behind
from privacy.dp.weeks import local_day
from privacy.retention import retention_of
from privacy.vault.keys import KeyRing

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def registry(settings: Settings, ring: KeyRing, mailer: Mailer | None = None) -> Registry:
    """Name every kind of work of the portal."""
    made = Registry()
    made.may_work = lambda database: not is_behind(database, public_file.path_below(settings.var))
    out = mailer or mailer_of(settings)
    media = media_of(settings)
    vault_jobs.register(made, ring=ring, mailer=out, standing={"url": settings.url})
    made.add_long(letters.KIND, partial(letters.deliver, ring=ring, mailer=out, url=settings.url))
    made.add_long(lost_code.KIND, partial(lost_code.deliver, ring=ring, mailer=out, url=settings.url))
    made.add("reports.expire_drafts", lambda session: _expire_drafts(session, media))
    made.add(ending.DECLINED, ending.forget_declined)
    made.add("reports.forget_closed", ending.forget_closed)
    made.every("reports.forget_closed", DAY)
    made.add("reports.forget_voices", _forget_voices)
    made.add("identity.expire", _expire_sessions)
    made.add(voting.CLOSED, lambda session, poll: voting.close(session, poll_id=poll))
    made.add("voting.forget_voters", lambda session: _forget_voters(session, ring))
    made.add(voting.TURNOUT, lambda session, poll, week: figures.expect_turnout(session, poll=poll, week=week))
    made.add_long(figures_jobs.KIND, partial(figures_jobs.release_due, settings=settings))
    prioritisation_jobs.register(made, zone=settings.zone)
    issues_jobs.register(made)
    made.every(figures_jobs.KIND, figures_jobs.EVERY, at=figures_jobs.AT)
    made.add("figures.forget", lambda session: _forget_counted(session, ring, settings))
    made.every("figures.forget", DAY)
    made.add("support.expire", _expire_support)
    made.every("support.expire", DAY)
    made.every("voting.forget_voters", DAY)
    made.every("reports.expire_drafts", HOUR)
    made.every("reports.forget_voices", DAY)
    made.every("identity.expire", HOUR)
    made.add("audit_log.expire", _expire_acts)
    made.every("audit_log.expire", DAY)
    made.add("jobs.expire", _expire_jobs)
    made.every("jobs.expire", DAY)
    return made


def _kept_since(column: str) -> datetime:
    """Find the moment before which a column's time is over: what was given a longest time is kept until then."""
    rule = retention_of(column)
    return clock.now() - (rule.at_most or rule.kept)


def _expire_acts(session: Session) -> None:
    audit_log.expire(session, before=_kept_since("ground_audit_entry.act"))


def _expire_jobs(session: Session) -> None:
    queue.expire(session, before=_kept_since("ground_job"))


def _expire_drafts(session: Session, media: Any) -> None:
    drafts.expire(session, media, before=clock.now())


def _forget_voices(session: Session) -> None:
    reports.forget_voices(session, filed_before=_kept_since("listen_report.sealed_voice"))


def _forget_voters(session: Session, ring: KeyRing) -> None:
    voting.forget_voters(session, ring, closed_before=_kept_since("listen_ballot"))


def _forget_counted(session: Session, ring: KeyRing, settings: Settings) -> None:
    forgetting.forget(session, ring, today=local_day(clock.now(), settings.zone))


def _expire_support(session: Session) -> None:
    support.expire(session, before=(clock.now() - retention_of("listen_support").kept).date())


def _expire_sessions(session: Session) -> None:
    identity.expire(session, before=clock.now() - DAY)
