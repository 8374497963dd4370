"""What is done later about reports: tell a phone, send a new code, and forget what is over."""

from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from portal.ground import clock
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import Mailer
from portal.ground.mail.pushes import Pusher
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import ending, service, talk
from portal.listen.reports.letters import code_letter, phone_news
from portal.listen.reports.unsent import draft_rows, phone_receipts
from privacy.retention import retention_of
from privacy.vault.keys import KeyRing

DRAFTS: Final = "reports.expire_drafts"
ENDED: Final = "reports.forget_ended"
VOICES: Final = "reports.forget_voices"
DAY: Final = timedelta(days=1)


def register(
    registry: Registry, *, ring: KeyRing, mailer: Mailer, url: str, media: MediaFolder, pusher: Pusher | None = None
) -> None:
    """Teach the worker this room's kinds of work; without a `pusher` no phone is told."""
    registry.add_long(talk.PHONE, partial(phone_news.deliver, ring=ring, pusher=pusher))
    registry.add_long(code_letter.KIND, partial(code_letter.deliver, ring=ring, mailer=mailer, url=url))
    registry.add(DRAFTS, partial(_expire_drafts, media=media))
    registry.every(DRAFTS, timedelta(hours=1))
    registry.add(ENDED, partial(ending.forget, media=media))
    registry.every(ENDED, DAY)
    registry.add(VOICES, _forget_voices)
    registry.every(VOICES, DAY)


def _expire_drafts(session: Session, media: MediaFolder) -> None:
    draft_rows.expire(session, media, before=clock.now())
    phone_receipts.expire(session, before=clock.now())


def _forget_voices(session: Session) -> None:
    service.forget_voices(session, filed_before=retention_of("listen_report.sealed_voice").cut_off(clock.now()))
