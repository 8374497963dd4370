"""The work that waits: every room teaches the worker its kinds. The other half of `app.py`."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlmodel import Session

from portal.city.identity import jobs as identity_jobs
from portal.city.issues import jobs as issues_jobs
from portal.city.issues import photos
from portal.decide.prioritisation import jobs as prioritisation_jobs
from portal.ground import clock
from portal.ground.audit_log import service as audit_log
from portal.ground.audit_log import witness
from portal.ground.audit_log.beginning import write_down
from portal.ground.database import Database
from portal.ground.jobs import queue
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import Mailer, mailer_of
from portal.ground.mail.pushes import WebPush
from portal.ground.media.folder import MediaFolder, media_of
from portal.ground.settings import Settings
from portal.ground.vault import jobs as vault_jobs
from portal.listen.barriers import jobs as barriers_jobs
from portal.listen.reports import jobs as reports_jobs
from portal.listen.reports import queries as reports
from portal.listen.reports.letters import letters
from portal.listen.support import jobs as support_jobs
from portal.listen.voting import jobs as voting_jobs
from portal.listen.voting import service as voting
from portal.understand.figures import jobs as figures_jobs
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.stale_database import is_behind
from privacy.retention import retention_of
from privacy.vault.keys import KeyRing

DAY = timedelta(days=1)
SETTLING = timedelta(minutes=10)  # far longer than a transaction, and no day


def registry(settings: Settings, ring: KeyRing, mailer: Mailer | None = None) -> Registry:
    """Name every kind of work of the portal."""
    made = Registry()
    made.may_work = lambda database: not is_behind(database, public_file.path_of(settings))
    pusher = WebPush(settings, ring) if settings.push else None
    out, media = mailer or mailer_of(settings), media_of(settings)
    vault_jobs.register(made, ring=ring, mailer=out, gather=partial(letters.facts_of, ring=ring, url=settings.url))
    identity_jobs.register(made, ring=ring, mailer=out, url=settings.url)
    issues_jobs.register(made, media=media, zone=settings.zone)
    reports_jobs.register(made, ring=ring, mailer=out, url=settings.url, media=media, pusher=pusher)
    support_jobs.register(made)
    barriers_jobs.register(made, ring=ring, mailer=out, url=settings.url)
    voting_jobs.register(made, ring=ring)
    figures_jobs.register(made, settings=settings, ring=ring, turnout=voting.TURNOUT)
    prioritisation_jobs.register(made, zone=settings.zone)
    _tidy_the_ground(made, media)
    heads = settings.ledger_folder / witness.NAME
    made.add("audit_log.expire", partial(_forget_acts, heads=heads))
    made.every("audit_log.expire", DAY)
    made.add_long("audit_log.witness", partial(_write_head, settings, ring))
    made.every("audit_log.witness", timedelta(hours=1))
    return made


def _tidy_the_ground(made: Registry, media: MediaFolder) -> None:
    """Clear away what rooms of the ground keep, which know nothing of jobs or of who else keeps a file."""
    made.add("jobs.expire", _forget_jobs)
    made.add_long("media.remove_strays", partial(_remove_strays, media=media))
    made.add_long("media.settle_new", partial(_settle_new, media=media))
    made.every("media.settle_new", SETTLING)
    for kind in ("jobs.expire", "media.remove_strays"):
        made.every(kind, DAY)


def _forget_acts(session: Session, heads: Path) -> None:
    """Forget only what an old head covers, so that `veu verify` can tell it from what somebody blanked."""
    before = retention_of("ground_audit_entry.act").cut_off(clock.now())
    is_witnessed = heads.exists() or witness.files_aside(heads)  # else the promise to forget comes first
    up_to = witness.old_enough(session, heads, before=before, key=None) if is_witnessed else None
    audit_log.expire(session, before=before, up_to=up_to)


def _write_head(settings: Settings, ring: KeyRing, database: Database) -> None:
    write_down(database, settings.ledger_folder / witness.NAME, at=clock.now(), key=ring.named(witness.KEY))


def _forget_jobs(session: Session) -> None:
    queue.expire(session, before=retention_of("ground_job").longest(clock.now()))


def _known(database: Database, keys: Collection[str]) -> frozenset[str]:
    with database.reading() as session:
        return photos.among(session, keys) | reports.photos_among(session, keys)


def _settle_new(database: Database, media: MediaFolder) -> None:
    media.settle_new(partial(_known, database), older_than=SETTLING)


def _remove_strays(database: Database, media: MediaFolder) -> None:
    media.remove_strays(partial(_known, database), older_than=DAY)
