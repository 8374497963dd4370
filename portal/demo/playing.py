"""Let the invented life happen, each event through the rooms' own services: the demo is made as real life is."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import singledispatchmethod
from typing import Any, Final, cast
from uuid import UUID

from sqlmodel import Session

from portal.city.issues import queries as issue_queries
from portal.city.issues import said_by_others
from portal.city.issues import service as issues
from portal.city.issues.queries import Shown
from portal.city.issues.rules import Note, Outcome, Status
from portal.city.issues.service import NewIssue, Photo, Words
from portal.demo import events, pictures
from portal.demo.memory import Memory
from portal.demo.person import Person
from portal.demo.residents import InventedResident
from portal.ground import clock
from portal.ground.errors import Conflict
from portal.ground.media.folder import MediaFolder
from portal.ground.settings import Settings
from portal.listen.reports import filing, queries, talk
from portal.listen.reports import service as reports
from portal.listen.reports.filing import NewReport, StoredPhoto
from portal.listen.reports.rules import AlreadyDecided, Reason, is_waiting
from portal.listen.support import service as support
from portal.listen.support.voter import Voter
from privacy.dp.weeks import local_day, week_of
from privacy.minimise.location import Point, public_point
from privacy.minimise.text import mask
from privacy.vault.codes import new_session_id
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import Pseudonym, root_of_email

REASONS: Final = {"spam": Reason.SPAM, "not_public_space": Reason.NOT_PUBLIC_SPACE, "unclear": Reason.NOT_CLEAR}
STATUSES: Final = {"scheduled": Status.SCHEDULED, "in_progress": Status.IN_PROGRESS, "closed": Status.CLOSED}
OUTCOMES: Final = {
    "fixed": Outcome.FIXED,
    "will_not_do": Outcome.WILL_NOT_DO,
    "not_ours": Outcome.NOT_OURS,
    "not_found": Outcome.NOT_FOUND,
    "duplicate": Outcome.NOT_FOUND,  # a duplicate names its original, which an invented life does not
}
CODES: Final = {
    "scheduled": "material",
    "started": "inspected",
    "fixed": "done-lasting",
    "will_not_do": "no-money",
    "not_ours": "owner-told",
    "not_found": "no-trace",
    "duplicate": "no-trace",
}


class NeverOpened(LookupError):
    """The report of this issue was decided otherwise by whoever tries the demo."""


class Stage:
    """Where the life happens: a session at a time, the keys, and what became of each invention."""

    def __init__(
        self,
        *,
        settings: Settings,
        ring: KeyRing,
        media: MediaFolder,
        memory: Memory,
        residents: tuple[InventedResident, ...],
        due_days: dict[str, int],
        prefix: str,
    ) -> None:
        self.settings, self.ring, self.media, self.memory = settings, ring, media, memory
        self.due_days, self.prefix = due_days, prefix
        self._residents = {resident.number: resident for resident in residents}
        self._people: dict[int, Person] = {}
        self.streets: dict[int, str] = {}  # report number -> street, without the house
        self._issues: dict[int, Shown | None] = {}
        self._presses: list[tuple[Shown, Voter]] = []
        self.session = cast("Session", None)

    def person(self, number: int | None) -> Person | None:
        """Find the person behind a resident's number."""
        if number is None:
            return None
        if number not in self._people:
            root = root_of_email(self._residents[number].email, key=self.ring.named("root"))
            self._people[number] = Person(root, self.ring)
        return self._people[number]

    def remember(self, event: events.Event) -> None:
        """Take note of an event that happened in an earlier run."""
        if isinstance(event, events.Filed):
            self.streets[event.report.number] = event.report.street.street.name

    def let_happen(self, event: events.Event) -> None:
        """Play an event, unless whoever tries the demo was faster: what they decided stands."""
        if isinstance(event, events.Supported):
            self.play(event)
            return
        with suppress(Conflict, NeverOpened), self.session.begin_nested():
            self.play(event)

    @singledispatchmethod
    def play(self, event: object) -> None:
        """Let one event happen now."""
        raise TypeError(type(event).__name__)

    @play.register
    def _(self, event: events.Filed) -> None:
        said = event.report
        self.remember(event)
        new = NewReport(
            service_code=said.service_code,
            district_code=said.district_code,
            description=said.text,
            language=said.language,
            locale=said.language,
            place=said.place,
            landmark=said.landmark,
            point=Point(said.latitude, said.longitude),
            street_id=None,
            may_publish=said.public,
            email="",
            due_days=self.due_days[said.service_code],
            delay=timedelta(),
        )
        photos = self._photos(said)
        who = self.person(said.resident)
        zone = self.settings.zone
        filed = filing.file_report(
            self.session, self.ring, new=new, prefix=self.prefix, zone=zone, voice=who, photos=photos
        )
        self.memory.reports[said.number] = str(filed.report_id)

    @play.register
    def _(self, event: events.Asked) -> None:
        report = self._report(event.report)
        reports.ask(self.session, report, version=report.version, text=event.question, language=report.language)

    @play.register
    def _(self, event: events.Answered) -> None:
        report = self._report(event.report)
        talk.add_note(self.session, report, text=event.answer, language=report.language)

    @play.register
    def _(self, event: events.Withdrawn) -> None:
        reports.withdraw(self.session, self.media, self._report(event.report), zone=self.settings.zone)

    @play.register
    def _(self, event: events.Declined) -> None:
        report, zone = self._report(event.report), self.settings.zone
        reason = REASONS[event.reason]
        reports.decline(self.session, self.ring, report, version=report.version, reason=reason, zone=zone)

    @play.register
    def _(self, event: events.Opened) -> None:
        report, born = self._report(event.report), event.issue
        if not is_waiting(report.status):
            raise AlreadyDecided
        language = born.title_language
        new = NewIssue(
            service_code=born.service_code,
            district_code=born.district_code,
            title=Words(born.titles[language], language),
            description=Words(mask(report.description), report.language),
            place=Words(self.streets[event.report], "ca"),
            point=public_point(Point(born.latitude, born.longitude)),
            reported_on=local_day(report.filed_at, self.settings.zone),
            due_on=report.due_on,
            published_at=clock.now(),
        )
        issue = issues.publish(self.session, new, prefix=self.prefix, today=self._today())
        shown: list[Photo] = []
        for photo in queries.attachments(self.session, report.id):
            with self.media.open(photo.media_key) as file:
                shown.append(Photo(file.read(), photo.width, photo.height, Words(photo.description, report.language)))
        if shown:
            issues.show_photos(self.session, self.media, issue, shown, today=self._today())
        if not born.public:
            issues.hide(self.session, issue)
        issue_id = cast("int", issue.id)
        self.memory.issues[born.number] = issue_id
        reports.join(self.session, report, version=report.version, issue_id=issue_id, merged=False)

    @play.register
    def _(self, event: events.Merged) -> None:
        report = self._report(event.report)
        issue_id = self._issue_id(event.issue)
        reports.join(self.session, report, version=report.version, issue_id=issue_id, merged=True)
        if report.may_publish:
            said_by_others.say(self.session, issue_id=issue_id, day=self._today().isoformat())

    @play.register
    def _(self, event: events.Moved) -> None:
        issue = cast("Any", issue_queries.by_id(self.session, self._issue_id(event.issue)))
        outcome = OUTCOMES[event.outcome] if event.outcome else None
        note = Note(CODES.get(event.note, ""))
        status = STATUSES[event.status]
        issues.move_on(
            self.session, issue, status=status, outcome=outcome, note=note, version=issue.version, today=self._today()
        )
        self._issues.pop(event.issue, None)
        reports.tell_of_issue(self.session, cast("int", issue.id), today=self._today())

    @play.register
    def _(self, event: events.Supported) -> None:
        if shown := self._shown(event.issue):
            person = self.person(event.resident)
            unit_of: Callable[[str], Pseudonym] | None = person.unit if person else None
            secret = person.unit("process:support").hex if person else new_session_id()
            self._presses.append((shown, Voter((secret,), unit_of)))

    def end_day(self) -> None:
        """Write down who said today "this is mine too": a crowd is not written one by one."""
        support.give_many(self.session, self._presses, week=week_of(self._today()))
        self._presses.clear()

    def _issue_id(self, number: int) -> int:
        if number not in self.memory.issues:
            raise NeverOpened
        return self.memory.issues[number]

    def _shown(self, number: int) -> Shown | None:
        if number not in self.memory.issues:
            return None
        if number not in self._issues:
            issue = cast("Any", issue_queries.by_id(self.session, self.memory.issues[number]))
            self._issues[number] = issue_queries.shown(self.session, issue.reference)
        return self._issues[number]

    def _photos(self, said: events.InventedReport) -> tuple[StoredPhoto, ...]:
        if said.picture is None:
            return ()
        key = self.media.put(pictures.draw_picture(said.picture, seed=said.number), ".jpg")
        return (StoredPhoto(media_key=key, width=pictures.WIDTH, height=pictures.HEIGHT, description=""),)

    def _report(self, number: int) -> Any:
        return cast("Any", queries.by_id(self.session, UUID(self.memory.reports[number])))

    def _today(self) -> date:
        return local_day(clock.now(), self.settings.zone)
