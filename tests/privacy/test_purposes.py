"""Everything that is stored has a purpose, and what is personal is never without a ground."""

import pytest

from privacy.purposes import (
    Eyes,
    Form,
    Ground,
    NoPurpose,
    columns,
    personal,
    purpose_of,
    vaulted,
)


def test_a_column_says_what_it_is_for() -> None:
    assert purpose_of("listen_report.description").why == "handle_report"
    assert purpose_of("ground_contribution.unit").form is Form.KEYED_HASH


@pytest.mark.parametrize("column", ["listen_report.ip_address", "listen_report", "", "nowhere.id"])
def test_what_nobody_named_has_no_purpose(column: str) -> None:
    with pytest.raises(NoPurpose):
        purpose_of(column)


def test_contact_and_exact_place_lie_only_in_the_vault() -> None:
    assert {"listen_report.email", "listen_report.point", "city_sign_in_link.email"} <= vaulted()
    assert not vaulted() & columns()


def test_no_table_has_a_plain_column_for_contact_data() -> None:
    telling = ("email", "phone", "address", "ip", "agent", "name_of_person", "sub", "issuer")
    plain = {column for column, purpose in personal() if purpose.form is Form.PLAIN}
    assert not {column for column in plain if column.partition(".")[2] in telling}


def test_everyone_sees_only_what_is_public_or_was_published() -> None:
    seen = {purpose.why for _, purpose in personal() if Eyes.EVERYONE in purpose.seen_by}
    assert seen == {"publish_report"}


def test_nobody_sees_who_supported_or_voted() -> None:
    for column in ("listen_support.mark", "listen_ballot.mark", "ground_contribution.unit"):
        assert purpose_of(column).seen_by == ()
        assert purpose_of(column).form is Form.KEYED_HASH


def test_opinions_stand_on_explicit_consent() -> None:
    assert purpose_of("listen_ballot.option").ground is Ground.EXPLICIT_CONSENT
    assert purpose_of("listen_support.mark").ground is Ground.EXPLICIT_CONSENT


def test_what_is_hidden_is_personal() -> None:
    hidden = [column for column in columns() | vaulted() if purpose_of(column).form is not Form.PLAIN]
    assert all(purpose_of(column).is_personal for column in hidden)
