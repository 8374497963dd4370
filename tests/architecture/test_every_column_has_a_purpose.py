"""What is stored has a purpose and an end: the tables of today and the two registers say the same, both ways."""

import pytest

from portal.migrations.tables import metadata
from privacy import purposes, retention


def stored() -> set[str]:
    """Every column of every table."""
    return {f"{table.name}.{column.name}" for table in metadata().tables.values() for column in table.columns}


def test_every_column_has_a_purpose_and_every_purpose_a_column() -> None:
    named = purposes.columns() - purposes.vaulted()
    assert stored() - named == set(), "columns without a purpose"
    assert named - stored() == set(), "purposes of columns that do not exist"


@pytest.mark.parametrize("column", sorted(stored()))
def test_every_column_has_an_end(column: str) -> None:
    assert retention.retention_of(column)


def test_a_column_that_nobody_named_is_noticed() -> None:
    with pytest.raises(purposes.NoPurpose):
        purposes.purpose_of("listen_report.shoe_size")
    with pytest.raises(retention.NoRetention):
        retention.retention_of("listen_diary.words")
