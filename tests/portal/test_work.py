"""What the register of retention promises, the worker does: with a clock that moves."""

import os
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from portal.city.identity import letters
from portal.city.identity.models import Account, SignInLink, SignInSession
from portal.city.issues import photos
from portal.city.issues.models import TimelineEntry
from portal.city.issues.service import Photo, Words, show_photos
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.mail.letters import Letter
from portal.ground.media.folder import MediaFolder, media_of
from portal.ground.settings import Settings
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from portal.listen.barriers.models import Barrier, BarrierAnswer
from portal.listen.reports.models import Attachment, CaseMessage, Draft, DraftPhoto, PhoneReceipt, Report
from portal.listen.reports.rules import DRAFT_LIFETIME, PHONE_RECEIPT_LIFETIME
from portal.listen.support.models import Support
from portal.listen.support.rules import COOKIE_LIFETIME_S
from portal.listen.voting.models import Ballot, Poll
from portal.understand.figures import jobs as figures_jobs
from portal.understand.figures.models import Lease
from portal.work import registry
from privacy.retention import ELSEWHERE, FOR_EVER, rules
from privacy.vault.epochs import epoch_on
from privacy.vault.keys import KeyRing
from tests.portal.city.issues.invented import TODAY, closed, published

LEFT = {
    "city_account": "city_account",
    "city_session": "city_session",
    "city_sign_in_link": "city_sign_in_link",
    "city_sign_in_link.email": "ground_vault_field WHERE table_name = 'city_sign_in_link' AND column_name = 'email'",
    "city_sign_in_link.secret": "ground_vault_field WHERE table_name = 'city_sign_in_link' AND column_name = 'secret'",
    "city_issue.title": "city_issue WHERE title LIKE '%market%'",
    "city_issue.description": "city_issue WHERE description <> ''",
    "city_issue.place_words": "city_issue WHERE place_words <> ''",
    "city_issue_photo": "city_issue_photo",
    "city_issue.feature": "city_issue WHERE feature IS NOT NULL",
    "city_issue.public_lat": "city_issue WHERE public_lat IS NOT NULL",
    "city_issue.public_lon": "city_issue WHERE public_lon IS NOT NULL",
    "city_issue.cell": "city_issue WHERE cell IS NOT NULL",
    "city_timeline_entry.notes": "city_timeline_entry WHERE CAST(notes AS TEXT) <> '{}'",
    "listen_draft": "listen_draft",
    "listen_draft_photo": "listen_draft_photo",
    "listen_phone_receipt": "listen_phone_receipt",
    "listen_report": "listen_report",
    "listen_report.email": "ground_vault_field WHERE table_name = 'listen_report' AND column_name = 'email'",
    "listen_report.push": "ground_vault_field WHERE column_name = 'push'",
    "listen_report.place": "ground_vault_field WHERE column_name = 'place'",
    "listen_report.landmark": "ground_vault_field WHERE column_name = 'landmark'",
    "listen_report.point": "ground_vault_field WHERE column_name = 'point'",
    "listen_report.sealed_voice": "listen_report WHERE sealed_voice IS NOT NULL",
    "listen_attachment": "listen_attachment",
    "listen_case_message": "listen_case_message",
    "listen_barrier": "listen_barrier",
    "listen_barrier.email": "ground_vault_field WHERE table_name = 'listen_barrier' AND column_name = 'email'",
    "listen_barrier_answer": "listen_barrier_answer",
    "listen_support": "listen_support",
    "listen_ballot": "listen_ballot",
    "ground_vault_key": "ground_vault_key",
    "ground_vault_field": "ground_vault_field",
    "ground_job": "ground_job WHERE kind = 'test.nobody'",
    "ground_audit_entry.actor": "ground_audit_entry WHERE actor = 'operator' AND act <> 'audit.heads'",
    "ground_audit_entry.act": "ground_audit_entry WHERE act = 'test.act'",
    "ground_audit_entry.object": "ground_audit_entry WHERE object = 'nothing'",
    "ground_audit_entry.facts": "ground_audit_entry WHERE CAST(facts AS TEXT) <> '{}' AND act <> 'audit.heads'",
    "ground_audit_entry.salt": "ground_audit_entry WHERE salt <> '' AND act <> 'audit.heads'",
    "understand_lease": "understand_lease",
}
"""Where to look for what a rule is about; where the heads begin, the log notes later than all that is kept here."""

COUNTED = {"ground_contribution", "ground_contribution.unit"}  # tests/portal/understand/figures/test_forgetting.py
OWNED = {"ground_vault_key": "listen_report.point", "ground_vault_field": "listen_report.point"}


class NoPost:
    """A mail server that takes nothing."""

    def send(self, _letter: Letter) -> None:
        raise ConnectionRefusedError


def remember(session: Session, ring: KeyRing, media: MediaFolder) -> tuple[str, str]:
    """Keep one of everything, all of it over now; give the keys of two photos."""
    now = clock.now()
    issue = published(session, **closed())
    show_photos(session, media, issue, [Photo(b"jpeg", 4, 3, Words("A hole.", "en"))], today=TODAY)
    session.add(TimelineEntry(issue_id=issue.id or 0, on_date=TODAY, kind="moved", notes={"en": "Mended by night."}))
    session.add(Support(issue_id=issue.id or 0, mark="m" * 32))
    account = Account(handle="h", role="resident", reference="R1", used_on=TODAY)
    session.add(account)
    session.flush()
    session.add(
        SignInSession(id="s", account_id=account.id, site="public", sealed_root=b"r", created_at=now, seen_at=now)
    )
    session.add(SignInLink(id="l", site="public", role="resident", locale="en", sealed_root=b"r", expires_at=now))
    letters.send_link(session, ring, email="rosa@example.org", locale="en")
    session.add(Draft(id="d" * 64, sealed=b"words", expires_at=now + DRAFT_LIFETIME))
    session.flush()
    session.add(DraftPhoto(media_key=media.put(b"sealed", ".sealed"), draft_id="d" * 64))
    session.add(PhoneReceipt(id="p" * 64, sealed=b"code", expires_at=now + PHONE_RECEIPT_LIFETIME))
    report = Report(
        reference="VIL 222 222", status="published", service_code="ground", district_code="centre", description="Tiles",
        locale="en", filed_at=now, due_on=TODAY, publish_after=now, issue_id=issue.id, sealed_voice=b"voice",
        has_contact=True,
    )  # fmt: skip
    session.add(report)
    session.flush()
    photo = media.put(b"jpeg", ".jpg")
    session.add(Attachment(report_id=report.id, media_key=photo, width=4, height=3))
    session.add(CaseMessage(report_id=report.id, kind="note", text="Thanks.", sent_at=now))
    sealed = (PrivateField("listen_report", name, report.id, name, CONTACT) for name in _SEALED)
    vault.put(session, ring, subject=report.id, fields=sealed)
    barrier = Barrier(
        reference="A-222-222", once="o", words="No names.", locale="en", told_on=TODAY, first_on=TODAY,
        answered_on=TODAY, has_contact=True,
    )  # fmt: skip
    session.add(barrier)
    session.flush()
    session.add(BarrierAnswer(barrier_id=barrier.id, step="last", reply="mended", said_on=TODAY))
    contact = PrivateField("listen_barrier", "email", barrier.id, "rosa@example.org", CONTACT)
    vault.put(session, ring, subject=barrier.id, fields=(contact,))
    texts: dict[str, Any] = {"question": {"en": "?"}, "summary": {"en": ""}, "options": []}
    poll = Poll(
        reference="P-1", opens_at=now, closes_at=now, closing_week=TODAY.isocalendar().week, published=True, tally={},
        **texts,
    )  # fmt: skip
    session.add(poll)
    session.flush()
    session.add(Ballot(poll_id=poll.id or 0, mark="m", option="o1"))
    ring.named(f"poll:{poll.id}")
    session.add(Lease(plan_id="plan", period="2026-W48", until=now))
    queue.enqueue(session, "test.nobody", {})
    session.execute(text("UPDATE ground_job SET attempts = 8 WHERE kind = 'test.nobody'"))
    record(session, actor="operator", act="test.act", object="nothing", about=1)
    return photos.of_issue(session, issue.id or 0)[0].media_key, photo


_SEALED = ("email", "push", "place", "landmark", "point")


def left(city: Database) -> dict[str, bool]:
    """Say of each rule whether what it is about is still there."""
    with city.reading() as session:
        asked = {name: text(f"SELECT count(*) FROM {where}") for name, where in LEFT.items()}  # noqa: S608 - ours
        return {name: bool(session.scalar(each)) for name, each in asked.items()}


def test_every_rule_with_an_end_is_looked_after() -> None:
    assert LEFT.keys() | COUNTED == {name for name, rule in rules() if rule != FOR_EVER}
    assert set(ELSEWHERE) == {
        "cookie.mine", "key.epoch", "key.family", "key.process", "memory.throttle", "media.photo"
    }  # fmt: skip
    assert dict(rules())["listen_draft"].kept == DRAFT_LIFETIME
    assert dict(rules())["listen_phone_receipt"].kept == PHONE_RECEIPT_LIFETIME
    assert ELSEWHERE["cookie.mine"].kept == timedelta(seconds=COOKIE_LIFETIME_S)


def test_what_is_over_is_forgotten_and_not_a_day_before(
    city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    media, work = media_of(settings), registry(settings, ring, NoPost())
    work.add_long(figures_jobs.KIND, lambda _database: None)  # no child process: it measures nothing here
    worker.work_off(city, work)  # so that each recurring kind has its next time
    with city.writing() as session:
        stored = remember(session, ring, media)
    began, epoch = clock.now(), epoch_on(clock.now().date())
    found = dict(rules())
    kept = {name: found[OWNED.get(name, name)] for name in LEFT}
    ends = {name: rule.kept or rule.at_most or rule.kept for name, rule in kept.items()}
    assert all(left(city).values()), "one of everything"
    day = timedelta(days=1)
    soon = timedelta(hours=2)  # by then a head of the audit log is written down
    for age in sorted(
        {soon} | {end - day for end in ends.values() if end > day} | {end + 2 * day for end in ends.values()}
    ):
        frozen_clock.at = began + age
        worker.work_off(city, work)
        seen = left(city)
        assert {name for name, end in ends.items() if end >= age + day and not seen[name]} == set(), f"too early: {age}"
        assert {name for name, end in ends.items() if end <= age - 2 * day and seen[name]} == set(), f"too late: {age}"
    assert not any(media.exists(photo) for photo in stored)
    assert not any(name.startswith("poll:") for name in ring.names())
    assert epoch not in ring.epochs()


def test_a_file_that_no_row_knows_is_swept_away(
    city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    media, work = media_of(settings), registry(settings, ring, NoPost())
    work.add_long(figures_jobs.KIND, lambda _database: None)
    worker.work_off(city, work)
    with city.writing() as session:
        known = list(remember(session, ring, media))
        known.append(media.put(b"sealed", ".sealed"))
        until = clock.now() + timedelta(days=9)
        session.add(Draft(id="e" * 64, sealed=b"words", expires_at=until))
        session.flush()
        session.add(DraftPhoto(media_key=known[-1], draft_id="e" * 64))
    stray, new = media.put(b"jpeg", ".jpg"), media.put(b"jpeg", ".jpg")
    for path in media.folder.glob("*/*/*"):
        if path.name != new:
            os.utime(path, (0, 0))
    frozen_clock.advance(timedelta(days=2))  # of a demo, whose files are dated by the machine
    worker.work_off(city, work)
    assert [media.exists(key) for key in (*known, new, stray)] == [True] * 4 + [False]
