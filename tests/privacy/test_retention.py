"""Everything that is stored has an end, or is nobody's."""

from datetime import UTC, datetime, timedelta

import pytest

from privacy.purposes import columns, personal, purpose_of, vaulted
from privacy.retention import (
    ELSEWHERE,
    FOR_EVER,
    TOLD_FOR_TWO_YEARS,
    KeptForEver,
    NoRetention,
    Retention,
    Then,
    retention_of,
    rules,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_every_column_with_a_purpose_has_an_end() -> None:
    assert all(retention_of(column) for column in columns() | vaulted())


def test_every_rule_is_about_something_that_has_a_purpose() -> None:
    known = columns() | vaulted()
    tables = {column.partition(".")[0] for column in known}
    assert {key for key, _ in rules()} <= known | tables


@pytest.mark.parametrize("column", ["nowhere.id", "", "listen"])
def test_what_nobody_named_has_no_end(column: str) -> None:
    with pytest.raises(NoRetention):
        retention_of(column)


def test_no_personal_data_is_kept_for_ever_but_what_was_published() -> None:
    for_ever = {column for column, _ in personal() if retention_of(column) == FOR_EVER}
    whys = {purpose_of(column).why for column in for_ever}
    assert whys <= {"publish_report", "account_for_staff"}
    assert not {column for column in for_ever if column.endswith((".description", ".title", ".actor", ".public_lat"))}


def test_what_was_told_of_an_issue_goes_at_once() -> None:
    told = {rule for key, rule in rules() if key.split(".")[0] in ("city_issue", "city_timeline_entry")}
    assert told == {FOR_EVER, TOLD_FOR_TWO_YEARS}, "one job blanks it all"


def test_what_lies_in_the_vault_is_shredded() -> None:
    assert {retention_of(column).then for column in vaulted()} == {Then.SHRED}


@pytest.mark.parametrize(
    ("column", "kept"),
    [
        ("listen_draft.sealed", timedelta(hours=24)),
        ("city_sign_in_link.id", timedelta(0)),
        ("city_session.id", timedelta(hours=24)),
        ("listen_report.email", timedelta(days=30)),
        ("listen_report.point", timedelta(days=90)),
        ("city_account.handle", timedelta(days=730)),
        ("listen_report.description", timedelta(days=730)),
    ],
)
def test_the_promised_times_hold(column: str, kept: timedelta) -> None:
    assert retention_of(column).cut_off(NOON) == NOON - kept


@pytest.mark.parametrize("rule", [FOR_EVER, retention_of("understand_release.numbers")])
def test_what_is_kept_for_ever_has_no_end(rule: Retention) -> None:
    with pytest.raises(KeptForEver):
        rule.cut_off(NOON)
    with pytest.raises(KeptForEver):
        rule.longest(NOON)


def test_an_upper_bound_is_never_below_the_time_itself() -> None:
    every = [rule for _, rule in rules()] + list(ELSEWHERE.values())
    assert all(rule.at_most is None or rule.at_most >= rule.kept for rule in every)
