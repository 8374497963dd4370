"""A year of invented life, told lazily in the order of time. The same plan tells the same life."""

import heapq
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from portal.city.services.rules import Service
from portal.demo.city import InventedCity
from portal.demo.decisions import ZONE, Course, decide, moves, supports
from portal.demo.events import Event, Filed, InventedIssue, InventedReport, LifePlan, Merged, Opened
from portal.demo.patterns import HOURS, rates_on
from portal.demo.pictures import PICTURES
from portal.demo.plane import degrees, metres
from portal.demo.residents import InventedResident, any_language, invent_residents, speakers
from portal.demo.streets import InventedStreet
from portal.demo.words import kinds_of, report_text, titles, where

MERGED_SHARE = 0.35  # of reports that meet an open issue of their service in their district
NUMBER_SHARE = 0.85
LANDMARK_SHARE = 0.7  # of reports in a street that has one
CONTACT_SHARE = 0.3
PUBLIC_SHARE, PUBLIC_SENSITIVE_SHARE = 0.97, 0.3
DAYS_A_YEAR = 365.25


def residents_of(invented: InventedCity, plan: LifePlan) -> tuple[InventedResident, ...]:
    """The residents with an account who speak in this life; a report's `resident` is one's `number`."""
    return invent_residents(plan.seed, voices=plan.voices_a_year, populations=_populations(invented))


def live(invented: InventedCity, plan: LifePlan) -> Iterator[Event]:
    """Tell what happens from the first day's midnight on, in the city's time zone."""
    town = _Town(invented, plan)
    populations = _populations(invented)
    for elapsed in range(plan.days):
        day = plan.starts_on + timedelta(days=elapsed)
        rates = rates_on(day, elapsed_days=elapsed, populations=populations)
        number = _poisson(town.chance, rates.total * plan.reports_a_year / DAYS_A_YEAR)
        moments = sorted(_moment(town.chance, day.year, day.month, day.day) for _ in range(number))
        pairs = town.chance.choices(rates.pairs, rates.rates, k=number)
        for at, (service_code, district_code) in zip(moments, pairs, strict=True):
            yield from town.due(at)
            yield town.file(at, service_code, district_code)
    end = datetime.combine(plan.starts_on + timedelta(days=plan.days), time(), ZONE)
    yield from town.due(end.astimezone(UTC))


def _populations(invented: InventedCity) -> dict[str, int]:
    return {district.code: district.population or 0 for district in invented.city.districts}


def _moment(chance: random.Random, year: int, month: int, day: int) -> datetime:
    hour = chance.choices(range(24), HOURS)[0]
    local = datetime(year, month, day, hour, chance.randrange(60), chance.randrange(60), tzinfo=ZONE)
    return local.astimezone(UTC)


def _poisson(chance: random.Random, mean: float) -> int:
    """Draw a number of events. Source: Knuth, TAOCP vol. 2, §3.4.1."""
    limit, number, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        number, product = number + 1, product * chance.random()
    return number


class _Town:
    """What has happened so far, and what is bound to happen."""

    def __init__(self, invented: InventedCity, plan: LifePlan) -> None:
        self.chance = random.Random(f"veu life {plan.seed}")  # noqa: S311 - an invented life, not a secret
        self.plan = plan
        self.services: dict[str, Service] = {service.code: service for service in invented.services}
        self.streets: dict[str, list[InventedStreet]] = defaultdict(list)
        for street in invented.streets:
            self.streets[street.district_code].append(street)
        self.languages = {resident.number: resident.language for resident in residents_of(invented, plan)}
        self.turn = (resident.number for resident in speakers(self.chance, residents_of(invented, plan)))
        self.courses: dict[tuple[str, str], list[Course]] = defaultdict(list)
        self.reports = self.issues = self.told = 0
        self.waiting: list[tuple[datetime, int, Event]] = []

    def due(self, until: datetime) -> Iterator[Event]:
        """Tell what was bound to happen by now."""
        while self.waiting and self.waiting[0][0] < until:
            yield heapq.heappop(self.waiting)[2]

    def file(self, at: datetime, service_code: str, district_code: str) -> Filed:
        """File a report, and settle what will become of it."""
        near = self._seen(service_code, district_code, at)
        report = self._report(service_code, district_code, near.report if near else None)
        decision = decide(self.chance, report, at)
        self._later(*decision.events)
        if decision.accepted_at is not None:
            self._accept(report, decision.accepted_at, near)
        return Filed(at, report)

    def _seen(self, service_code: str, district_code: str, at: datetime) -> Course | None:
        """Find an open issue that this report could be about, too."""
        here = self.courses[service_code, district_code]
        here[:] = [course for course in here if course.closes_at is None or course.closes_at > at]
        seen = [course for course in here[-12:] if course.is_open(at)]
        return self.chance.choice(seen) if seen and self.chance.random() < MERGED_SHARE else None

    def _report(self, service_code: str, district_code: str, near: InventedReport | None) -> InventedReport:
        chance = self.chance
        street = near.street if near else chance.choice(self.streets[district_code])
        kind = near.kind if near else chance.choice(kinds_of(service_code))
        landmark = street.landmark if near or chance.random() < LANDMARK_SHARE else None
        number = self._house_number(street, near)
        east_m, north_m = metres(
            *(street.door(number) if number else (street.street.latitude, street.street.longitude))
        )
        latitude, longitude = degrees(east_m + chance.uniform(-3, 3), north_m + chance.uniform(-3, 3))
        resident = next(self.turn) if chance.random() < self.plan.signed_in_share else None
        language = self.languages[resident] if resident else any_language(chance)
        sensitive = self.services[service_code].sensitive
        self.reports += 1
        return InventedReport(
            number=self.reports, service_code=service_code, kind=kind, district_code=district_code, street=street,
            house_number=number, landmark=where(language, landmark) if landmark else "",
            latitude=latitude, longitude=longitude, language=language,
            text=report_text(chance, language, service_code, kind, landmark), resident=resident,
            leaves_contact=resident is None and chance.random() < CONTACT_SHARE,
            public=chance.random() < (PUBLIC_SENSITIVE_SHARE if sensitive else PUBLIC_SHARE),
            picture=service_code if service_code in PICTURES and chance.random() < self.plan.photo_share else None,
        )  # fmt: skip

    def _house_number(self, street: InventedStreet, near: InventedReport | None) -> int | None:
        if near and near.house_number:
            return min(max(near.house_number + self.chance.randint(-3, 3), 1), street.last_number)
        return self.chance.randint(1, street.last_number) if self.chance.random() < NUMBER_SHARE else None

    def _accept(self, report: InventedReport, at: datetime, near: Course | None) -> None:
        if near and near.is_open(at) and near.report.public == report.public:
            self._later(Merged(at, report.number, near.number))
            near.speakers.add(report.resident or 0)
            return
        self.issues += 1
        course = Course(self.issues, report, at, speakers={report.resident or 0})
        self._later(Opened(at, report.number, self._issue(report)))
        self._later(*moves(self.chance, course, self.services[report.service_code]))
        if report.public:
            mean = self.plan.supports_a_year / self.plan.reports_a_year
            self._later(*supports(self.chance, course, mean=mean * 1.9, turn=self.turn))
        self.courses[report.service_code, report.district_code].append(course)

    def _issue(self, report: InventedReport) -> InventedIssue:
        return InventedIssue(
            number=self.issues, service_code=report.service_code,
            district_code=report.district_code,
            titles=titles(report.service_code, report.kind, report.street.landmark if report.landmark else None),
            title_language="ca" if self.chance.random() < 0.5 else "es",
            latitude=report.latitude, longitude=report.longitude, public=report.public,
        )  # fmt: skip

    def _later(self, *events: Event) -> None:
        for event in events:
            self.told += 1
            heapq.heappush(self.waiting, (event.at, self.told, event))
