"""Turn one row of a file into a request of this city, or say why it is none. It asks no database and keeps nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.city.issues.new_issue import NewIssue, Words
from portal.city.issues.rules import LONGEST_PLACE, LONGEST_TEXT, LONGEST_TITLE, Origin, Outcome, Status
from portal.city.places.locator import Locator
from portal.city.services.rules import Service
from portal.doors.imports.dates import day_reader
from portal.doors.imports.map_file import LoadedMap
from portal.doors.imports.rejects import Reject
from portal.doors.imports.request_map import listed, same
from portal.doors.imports.rows import Row
from portal.doors.imports.rules import LONGEST_ID, Reason, Rejected, sayable_id
from portal.doors.imports.whereabouts import Finder, Place
from portal.doors.imports.words import Cleaner, in_calm, without_door


@dataclass(frozen=True, slots=True)
class Request:
    """A request of another system, as this city takes it in."""

    line: int
    external_id: str
    service: Service
    district_code: str
    reported_on: date
    is_voice: bool
    is_stand_in: bool
    issue: NewIssue | None  # None: the service is sensitive, and nobody agreed to publish


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What some rows say: requests and rejects, both in the order of the file."""

    rows: int
    requests: tuple[Request, ...]
    rejects: tuple[Reject, ...]


class Interpreter:
    """Reads the rows of one file by its map. `services` are by code, `today` is in the file's own city."""

    def __init__(
        self, loaded: LoadedMap, services: Mapping[str, Service], locator: Locator, *, now: datetime, today: date
    ) -> None:
        rules = loaded.rules
        self._columns, self._rules = rules.columns, rules
        self._now, self._today = now, today
        self._day = day_reader(rules.dates.formats, loaded.zone)
        self._service_of = {
            same(word): services[code] for code, category in rules.categories.items() for word in category.types
        }
        self._otherwise = services[rules.other_types] if rules.other_types else None
        words = rules.statuses
        by_status = {
            Status.OPEN: words.open,
            Status.SCHEDULED: words.scheduled,
            Status.IN_PROGRESS: words.in_progress,
            Status.CLOSED: words.closed,
        }
        self._status_of = {same(word): status for status, listed_words in by_status.items() for word in listed_words}
        self._endings = tuple((same(word), rule.outcome) for rule in rules.outcomes.rules for word in rule.contains)
        self._channels = frozenset(map(same, rules.voice.channels))
        self._finder = Finder(rules, locator)
        self._clean = Cleaner(rules.regions)

    def read_many(self, rows: Sequence[Row]) -> Interpreted:
        """Read rows, each as a request or as a reject."""
        requests: list[Request] = []
        rejects: list[Reject] = []
        for row in rows:
            try:
                requests.append(self.read(row))
            except Rejected as why:
                said = sayable_id(row.cells[self._columns.id]) if row.cells else ""
                rejects.append(Reject(row.line, said, why.reason, why.column))
        return Interpreted(len(rows), tuple(requests), tuple(rejects))

    def read(self, row: Row) -> Request:
        """Read a row; raises Rejected."""
        if row.cells is None:
            raise Rejected(Reason.MALFORMED_ROW)
        external_id = self._external_id(row.cells)
        service = self._service(row.cells)
        reported_on = self._reported_on(row.cells)
        place = self._finder.find(row)
        issue = self._issue(row.cells, service, place, reported_on)
        return Request(
            line=row.line,
            external_id=external_id,
            service=service,
            district_code=place.district_code,
            reported_on=reported_on,
            is_voice=self._is_voice(row.cells),
            is_stand_in=place.is_stand_in,
            issue=None if service.sensitive else issue,
        )

    def _external_id(self, cells: Mapping[str, str]) -> str:
        column = self._columns.id
        for each, cell in cells.items():
            if "\0" in cell or (not cell.isascii() and any("\ud800" <= letter <= "\udfff" for letter in cell)):
                raise Rejected(Reason.BAD_ENCODING, each)
        if not cells[column]:
            raise Rejected(Reason.NO_ID, column)
        if len(cells[column]) > LONGEST_ID or not cells[column].isprintable():
            raise Rejected(Reason.BAD_ID, column)
        return cells[column]

    def _service(self, cells: Mapping[str, str]) -> Service:
        found = self._service_of.get(same(cells[self._columns.category]), self._otherwise)
        if found is None:
            raise Rejected(Reason.UNKNOWN_CATEGORY, self._columns.category)
        return found

    def _reported_on(self, cells: Mapping[str, str]) -> date:
        column = self._columns.opened
        day = self._date(cells, column)
        if day is None:
            raise Rejected(Reason.NO_DATE, column)
        if day < self._rules.dates.earliest:
            raise Rejected(Reason.DATE_TOO_EARLY, column)
        if day > self._today:
            raise Rejected(Reason.DATE_IN_FUTURE, column)
        return day

    def _date(self, cells: Mapping[str, str], column: str | None) -> date | None:
        if column is None or not cells[column]:
            return None
        try:
            return self._day(cells[column])
        except ValueError:
            raise Rejected(Reason.BAD_DATE, column) from None

    def _status(self, cells: Mapping[str, str]) -> Status:
        columns = self._columns
        if columns.status is None:
            return Status.CLOSED if columns.closed and cells[columns.closed] else Status.OPEN
        found = self._status_of.get(same(cells[columns.status]))
        if found is None:
            raise Rejected(Reason.UNKNOWN_STATUS, columns.status)
        return found

    def _closed_on(self, cells: Mapping[str, str], reported_on: date) -> date:
        """Find when a closed request was closed: as the file says, or when it was last changed."""
        columns = self._columns
        column = columns.closed if columns.closed and cells[columns.closed] else columns.updated
        day = self._date(cells, column)
        if column is None or day is None:
            raise Rejected(Reason.NO_DATE, columns.closed or columns.updated or columns.status or "")
        if day < reported_on:
            raise Rejected(Reason.CLOSED_BEFORE_OPENED, column)
        if day > self._today:
            raise Rejected(Reason.DATE_IN_FUTURE, column)
        return day

    def _outcome(self, cells: Mapping[str, str]) -> Outcome:
        said = same(cells[self._columns.ending]) if self._columns.ending else ""
        fitting = (outcome for word, outcome in self._endings if word in said)
        return next(fitting, self._rules.outcomes.otherwise)

    def _is_voice(self, cells: Mapping[str, str]) -> bool:
        if self._columns.channel is None or not self._channels:
            return bool(self._rules.voice.all)
        return same(cells[self._columns.channel]) in self._channels

    def _issue(self, cells: Mapping[str, str], service: Service, place: Place, reported_on: date) -> NewIssue:
        status = self._status(cells)
        closed_on = self._closed_on(cells, reported_on) if status is Status.CLOSED else None
        updated_on = self._date(cells, self._columns.updated)
        due_on = self._date(cells, self._columns.due) or reported_on + timedelta(days=service.due_days)
        return NewIssue(
            service_code=service.code,
            district_code=place.district_code,
            title=self._title(cells, service),
            description=self._said(self._clean.text(self._joined(cells, "description", "\n"), LONGEST_TEXT)),
            place=Words() if service.never_on_map or place.is_stand_in else self._said(self._street(cells)),
            point=place.shown_for(service),
            reported_on=reported_on,
            due_on=due_on,
            published_at=self._now,
            origin=Origin.IMPORT,
            status=status,
            outcome=self._outcome(cells) if status is Status.CLOSED else None,
            updated_on=closed_on or max(reported_on, min(updated_on or reported_on, self._today)),
            closed_on=closed_on,
        )

    def _title(self, cells: Mapping[str, str], service: Service) -> Words:
        """Give the file's own title, or else the name of the service."""
        title = self._clean.line(in_calm(self._joined(cells, "title", ": ")), LONGEST_TITLE)
        return self._said(title) if title else Words(*service.name_in(self._rules.language or "en"))

    def _street(self, cells: Mapping[str, str]) -> str:
        said = self._joined(cells, "place", ", ")
        for word in self._rules.place.without:
            said = said.replace(word, " ")
        return self._clean.line(without_door(in_calm(" ".join(said.split()))), LONGEST_PLACE)

    def _joined(self, cells: Mapping[str, str], key: str, between: str) -> str:
        return between.join(filter(None, (cells[column] for column in listed(getattr(self._columns, key)))))

    def _said(self, text: str) -> Words:
        return Words(text, self._rules.language) if text else Words()
