"""Says of everything that is stored until when, counted from what, and what happens then.

The keys are "table", for all its columns, or "table.column" where one of them differs. What has no rule may not be
stored: a test asks for every column that has a purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Since(StrEnum):
    """What the time is counted from."""

    MADE = "made"
    USED = "used"  # the last time
    DONE = "done"
    EXPIRED = "expired"
    CLOSED = "closed"  # the case, the issue or the poll; of an imported issue, not before it came
    COUNTED = "counted"  # the period is closed and released, and the window has ended
    OWNER_GONE = "owner_gone"  # with what it belongs to
    ROTATED = "rotated"  # a newer key has taken its place


class Then(StrEnum):
    """What happens at the end."""

    DELETE = "delete"
    BLANK = "blank"  # the row stays, the value goes
    SHRED = "shred"  # the key is destroyed, so that every copy goes
    KEEP = "keep"  # it is nobody's and everybody's: for ever


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept after `since`, at most how long after it was made, and then what."""

    since: Since
    kept: timedelta
    then: Then
    at_most: timedelta | None = None

    def cut_off(self, now: datetime) -> datetime:
        """Find the moment before which `since` must lie for the end to have come. Raises KeptForEver."""
        if self.then is Then.KEEP:
            raise KeptForEver
        return now - self.kept

    def longest(self, now: datetime) -> datetime:
        """Find the moment before which nothing may have been made that is still there. Raises KeptForEver."""
        return self.cut_off(now) if self.at_most is None else now - self.at_most


class KeptForEver(ValueError):
    """What has no end was asked for its end."""


class NoRetention(LookupError):
    """Nobody said until when this is kept, so it may not be stored."""


NO_TIME, DAY = timedelta(0), timedelta(days=1)
MONTH, YEAR = 30 * DAY, 365 * DAY
FOR_EVER = Retention(Since.MADE, NO_TIME, Then.KEEP)
TWO_YEARS_AFTER_CLOSING = Retention(Since.CLOSED, 2 * YEAR, Then.DELETE)
TOLD_FOR_TWO_YEARS = Retention(Since.CLOSED, 2 * YEAR, Then.BLANK)
LETTER = Retention(Since.DONE, NO_TIME, Then.SHRED, at_most=DAY)  # sent, or too old to be worth sending
CONTACT = Retention(Since.CLOSED, MONTH, Then.SHRED, at_most=YEAR)

_RULES: dict[str, Retention] = {
    "city_account": Retention(Since.USED, 2 * YEAR, Then.DELETE),
    "city_session": Retention(Since.EXPIRED, DAY, Then.DELETE),
    "city_sign_in_link": Retention(Since.EXPIRED, NO_TIME, Then.DELETE),
    "city_sign_in_link.email": LETTER,
    "city_sign_in_link.secret": LETTER,
    "city_issue": FOR_EVER,
    **dict.fromkeys(
        (f"city_issue.{told}" for told in ("title", "description", "place_words", "feature")),
        TOLD_FOR_TWO_YEARS,
    ),
    **dict.fromkeys((f"city_issue.{place}" for place in ("public_lat", "public_lon", "cell")), TOLD_FOR_TWO_YEARS),
    "city_issue_photo": TWO_YEARS_AFTER_CLOSING,
    "city_timeline_entry": FOR_EVER,
    "city_timeline_entry.notes": TOLD_FOR_TWO_YEARS,
    "city_jurisdiction": FOR_EVER,
    "city_district": FOR_EVER,
    "city_street": FOR_EVER,
    "city_landmark": FOR_EVER,
    "city_service": FOR_EVER,
    "city_page": FOR_EVER,
    "city_text": FOR_EVER,
    "listen_draft": Retention(Since.MADE, DAY, Then.DELETE),
    "listen_draft_photo": Retention(Since.MADE, DAY, Then.DELETE),
    "listen_phone_receipt": Retention(Since.MADE, 4 * DAY, Then.DELETE),  # a phone tries for 72 hours
    "listen_report": TWO_YEARS_AFTER_CLOSING,
    "listen_report.email": CONTACT,
    "listen_report.push": CONTACT,
    "listen_report.place": CONTACT,
    "listen_report.landmark": CONTACT,
    "listen_report.point": Retention(Since.CLOSED, 3 * MONTH, Then.SHRED),
    "listen_report.sealed_voice": Retention(Since.MADE, 14 * DAY, Then.BLANK),
    "listen_attachment": TWO_YEARS_AFTER_CLOSING,
    "listen_case_message": TWO_YEARS_AFTER_CLOSING,
    "listen_barrier": TWO_YEARS_AFTER_CLOSING,
    "listen_barrier.email": CONTACT,
    "listen_barrier_answer": TWO_YEARS_AFTER_CLOSING,
    "listen_support": Retention(Since.CLOSED, MONTH, Then.DELETE),
    "listen_poll": FOR_EVER,
    "listen_ballot": Retention(Since.CLOSED, MONTH, Then.DELETE),
    "ground_contribution": Retention(Since.COUNTED, NO_TIME, Then.DELETE, at_most=YEAR + MONTH),  # a figure of a year
    "ground_contribution.unit": Retention(Since.COUNTED, NO_TIME, Then.BLANK, at_most=6 * MONTH),
    "ground_vault_key": Retention(Since.OWNER_GONE, NO_TIME, Then.SHRED),
    "ground_vault_field": Retention(Since.OWNER_GONE, NO_TIME, Then.SHRED),
    "ground_job": Retention(Since.DONE, NO_TIME, Then.DELETE, at_most=3 * DAY),
    "ground_schedule": FOR_EVER,
    "ground_public_state": FOR_EVER,
    "ground_audit_entry": FOR_EVER,
    **dict.fromkeys(
        (f"ground_audit_entry.{detail}" for detail in ("actor", "act", "object", "facts", "salt")),
        Retention(Since.MADE, 2 * YEAR, Then.BLANK),  # the hashes stay, so that the chain can be checked for ever
    ),
    "decide_solution": FOR_EVER,
    "decide_ranking": FOR_EVER,
    "decide_weights": FOR_EVER,
    "doors_import_run": FOR_EVER,
    "doors_imported_request": FOR_EVER,
    "understand_ledger_row": FOR_EVER,
    "understand_pot": FOR_EVER,
    "understand_cadence": FOR_EVER,
    "understand_lease": Retention(Since.EXPIRED, NO_TIME, Then.DELETE),
    "understand_start": FOR_EVER,
    "understand_stretch": FOR_EVER,
    "understand_turnout": FOR_EVER,
    "understand_release": FOR_EVER,
}

ELSEWHERE: dict[str, Retention] = {
    "cookie.mine": Retention(Since.MADE, YEAR, Then.DELETE),
    "key.epoch": Retention(Since.ROTATED, NO_TIME, Then.SHRED),
    "key.family": Retention(Since.CLOSED, NO_TIME, Then.SHRED),
    "key.process": Retention(Since.CLOSED, MONTH, Then.SHRED),
    "memory.throttle": Retention(Since.MADE, DAY, Then.DELETE),
    "media.photo": TWO_YEARS_AFTER_CLOSING,
}
"""What is kept outside the tables, with its end; tests compare it with what the portal does."""


def retention_of(column: str) -> Retention:
    """Say until when "table.column" is kept; raises NoRetention."""
    table, _, _ = column.partition(".")
    found = _RULES.get(column) or _RULES.get(table)
    if found is None:
        raise NoRetention(column)
    return found


def rules() -> Iterator[tuple[str, Retention]]:
    """List every rule: tables, and columns that differ from their table. Tests hold the worker to each."""
    return iter(_RULES.items())
